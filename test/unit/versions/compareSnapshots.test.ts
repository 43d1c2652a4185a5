import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { Artifact, FileChange, ManifestEntry, Snapshot } from '../../../src/core/model.ts';
import { compareSnapshots } from '../../../src/core/versions/compareSnapshots.ts';
import { dvcDiff } from '../../../src/core/versions/dvcDiff.ts';
import { artifact, entriesOf, md5 } from './artifacts.ts';

/** What a version holds: single files, and folders of files, by content number. */
interface World {
	readonly files: ReadonlyMap<string, number>;
	readonly folders: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

const contents = fc.nat(4);
const filesOf = (names: string[]): fc.Arbitrary<Map<string, number>> =>
	fc
		.uniqueArray(fc.tuple(fc.constantFrom(...names), contents), { selector: ([name]) => name })
		.map((list) => new Map(list));
const worlds: fc.Arbitrary<World> = fc.record({
	files: filesOf(['f1', 'f2', 'f3', 'f4']),
	folders: fc
		.uniqueArray(fc.tuple(fc.constantFrom('d1', 'd2', 'd3'), filesOf(['a', 'b', 'sub/c', 'sub/d'])), {
			selector: ([name]) => name,
		})
		.map((list) => new Map(list)),
});

/** A world's manifests are found under ids that stand for their files. */
class Manifests {
	readonly #byHash = new Map<string, ManifestEntry[]>();

	snapshot({ files, folders }: World): Snapshot {
		const single = [...files].map(([path, content]) => artifact(path, md5(content)));
		const listed = [...folders].map(([path, children]) => artifact(path, this.#id(children)));
		return { artifacts: [...single, ...listed], broken: [] };
	}

	read = async ({ object }: Artifact): Promise<ManifestEntry[]> => {
		return this.#byHash.get(object?.hash ?? '') ?? assert.fail('an unknown manifest');
	};

	#id(children: ReadonlyMap<string, number>) {
		const sorted = [...children].sort();
		const number = sorted.reduce(
			(sum, [path, content]) => sum * 41 + (path.codePointAt(path.length - 1) ?? 0) + content * 7,
			7,
		);
		const object = md5(number, true);
		this.#byHash.set(object.hash, entriesOf(new Map(sorted)));
		return object;
	}
}

function flat({ files, folders }: World): Map<string, string> {
	const all = [...files].map(([path, content]): [string, string] => [path, md5(content).hash]);
	for (const [folder, children] of folders) {
		for (const [path, content] of children) all.push([`${folder}/${path}`, md5(content).hash]);
	}
	return new Map(all);
}

function apply(world: ReadonlyMap<string, string>, changes: readonly FileChange[]): Map<string, string> {
	const result = new Map(world);
	for (const change of changes) {
		const gone =
			change.change === 'renamed' ? change.oldPath : change.change === 'removed' ? change.path : undefined;
		if (gone !== undefined) assert.equal(result.get(gone), change.old?.object?.hash, `${gone} was there`);
		if (gone !== undefined) result.delete(gone);
	}
	for (const change of changes) {
		if (change.new?.object !== undefined) result.set(change.path, change.new.object.hash);
	}
	return result;
}

const sorted = (world: ReadonlyMap<string, string>): [string, string][] => [...world].sort();

describe('comparing snapshots', () => {
	it('gives changes that make the old side the new one, and none for one side with itself', async () => {
		await fc.assert(
			fc.asyncProperty(worlds, worlds, async (a, b) => {
				const manifests = new Manifests();
				const [old, fresh] = [manifests.snapshot(a), manifests.snapshot(b)];
				const { files, incomplete } = await compareSnapshots(old, fresh, manifests.read);
				assert.deepEqual(sorted(apply(flat(a), files)), sorted(flat(b)));
				assert.deepEqual(incomplete, []);
				assert.equal(new Set(files.map(({ path }) => path)).size, files.length, 'one change for a path');
				assert.deepEqual((await compareSnapshots(old, old, manifests.read)).files, []);
			}),
		);
	});

	it('says the opposite when asked the other way round', async () => {
		await fc.assert(
			fc.asyncProperty(worlds, worlds, async (a, b) => {
				const manifests = new Manifests();
				const [old, fresh] = [manifests.snapshot(a), manifests.snapshot(b)];
				const there = (await compareSnapshots(old, fresh, manifests.read)).files;
				const back = (await compareSnapshots(fresh, old, manifests.read)).files;
				const count = (list: readonly FileChange[], kind: string) =>
					list.filter(({ change }) => change === kind).length;
				assert.equal(count(there, 'added'), count(back, 'removed'));
				assert.equal(count(there, 'modified'), count(back, 'modified'));
				assert.equal(count(there, 'renamed'), count(back, 'renamed'));
			}),
		);
	});

	it('pairs equal content in the order of the paths, across artifacts and folders', async () => {
		const manifests = new Manifests();
		const a = manifests.snapshot({
			files: new Map([['old2', 1]]),
			folders: new Map([['d1', new Map([['x', 1]])]]),
		});
		const b = manifests.snapshot({
			files: new Map([
				['new2', 1],
				['new1', 1],
			]),
			folders: new Map(),
		});
		const { files } = await compareSnapshots(a, b, manifests.read);
		assert.deepEqual(
			files.map(({ change, oldPath, path }) => [change, oldPath, path]),
			[
				['renamed', 'd1/x', 'new1'],
				['renamed', 'old2', 'new2'],
			],
		);
	});

	it('shows a folder as a whole when its manifest cannot be had, and the rest completely', async () => {
		const a: Snapshot = { artifacts: [artifact('data', md5(1, true)), artifact('f', md5(1))], broken: [] };
		const b: Snapshot = { artifacts: [artifact('data', md5(2, true)), artifact('f', md5(2))], broken: [] };
		const fail = () => Promise.reject(new TidemarkError('missingObject', 'Not in the cache.'));
		const { files, incomplete } = await compareSnapshots(a, b, fail);
		assert.deepEqual(
			files.map(({ change, path }) => [change, path]),
			[
				['modified', 'data'],
				['modified', 'f'],
			],
		);
		assert.deepEqual(incomplete, [{ path: 'data', reason: 'Not in the cache.' }]);
	});

	it('takes a versioned folder for the same when its files are', async () => {
		const entries = entriesOf(new Map([['x', 1]]));
		const before: Snapshot = { artifacts: [artifact('data', md5(7, true))], broken: [] };
		const versioned = artifact('data', undefined, { isFolder: true, entries });
		const after: Snapshot = { artifacts: [versioned], broken: [] };
		const same = await compareSnapshots(before, after, () => Promise.resolve(entries));
		assert.deepEqual(same.files, []);
		const other = await compareSnapshots(before, after, () =>
			Promise.resolve(entriesOf(new Map([['x', 2]]))),
		);
		assert.equal(other.files[0]?.path, 'data/x');
	});

	it('tells the md5 of DVC 2 from that of DVC 3, and pointers without a hash not at all', async () => {
		const old = artifact('f', { algorithm: 'md5-dos2unix', hash: md5(1).hash });
		const one = async (a: Artifact, b: Artifact) =>
			(
				await compareSnapshots({ artifacts: [a], broken: [] }, { artifacts: [b], broken: [] }, () =>
					assert.fail(),
				)
			).files;
		assert.equal((await one(old, artifact('f', md5(1))))[0]?.change, 'modified');
		assert.deepEqual(await one(artifact('f', undefined), artifact('f', undefined)), []);
		assert.deepEqual(
			(await one(artifact('f', undefined), artifact('g', undefined))).map(({ change }) => change),
			['removed', 'added'],
		);
	});
});

describe('dvc diff with the work tree', () => {
	it('lists what of the old side is not in the cache, changed or not', async () => {
		const manifests = new Manifests();
		const world = { files: new Map([['f1', 1]]), folders: new Map([['d1', new Map([['a', 2]])]]) };
		const snapshot = manifests.snapshot(world);
		const options = { manifests: manifests.read, isCached: () => Promise.resolve(true) };
		assert.deepEqual(await dvcDiff(snapshot, snapshot, options), {});
		const missing = await dvcDiff(snapshot, snapshot, {
			...options,
			isCached: ({ hash }) => Promise.resolve(hash !== md5(2).hash),
		});
		assert.deepEqual(missing, {
			added: [],
			deleted: [],
			modified: [],
			renamed: [],
			'not in cache': [{ path: 'd1/a' }],
		});
	});
});
