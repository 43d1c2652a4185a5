import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeError } from '../../src/core/errors.ts';
import { type LfsRepository, newLfsRepository } from './lfsRepository.ts';

/** What `git lfs ls-files --json` prints. */
interface LfsFiles {
	readonly files: readonly {
		name: string;
		size: number;
		oid: string;
		downloaded: boolean;
		checkout: boolean;
	}[];
}

const releases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	'v1.0.0': { 'model.bin': 'weights one', 'odd name é.bin': 'one' },
	'v1.1.0': { 'model.bin': 'weights two, longer', 'odd name é.bin': 'one', 'extra.bin': 'x'.repeat(5000) },
};

async function makeReleases(repository: LfsRepository): Promise<void> {
	await repository.git('lfs', 'track', '*.bin');
	await writeFile(join(repository.root, 'readme.md'), 'Not in LFS.\n');
	for (const [tag, files] of Object.entries(releases)) {
		for (const [path, text] of Object.entries(files)) await writeFile(join(repository.root, path), text);
		await repository.git('add', '-A');
		await repository.git('commit', '-qm', tag);
		await repository.git('tag', '-a', tag, '-m', `Release ${tag}`);
	}
}

async function lsFiles(repository: LfsRepository, revision: string): Promise<LfsFiles['files']> {
	const parsed = JSON.parse(await repository.git('lfs', 'ls-files', '--json', revision)) as LfsFiles;
	return parsed.files;
}

describe('Git LFS beside the real git-lfs', function () {
	this.timeout(120_000);
	let origin: LfsRepository;
	const clones: LfsRepository[] = [];

	before(async () => {
		origin = await newLfsRepository();
		await makeReleases(origin);
	});
	after(async () => {
		for (const repository of [origin, ...clones]) await repository.dispose();
	});

	async function newClone(): Promise<LfsRepository> {
		const clone = await newLfsRepository(origin);
		clones.push(clone);
		return clone;
	}

	for (const tag of Object.keys(releases)) {
		it(`lists the pointers of ${tag} with the hashes and sizes git-lfs names`, async () => {
			const project = await origin.project();
			const { artifacts } = await project.snapshot(await project.side(tag));
			const ours = artifacts.map(({ path, object, size }) => ({ name: path, oid: object?.hash, size }));
			const theirs = (await lsFiles(origin, tag)).map(({ name, oid, size }) => ({ name, oid, size }));
			assert.deepEqual(
				ours,
				theirs.sort((a, b) => (a.name < b.name ? -1 : 1)),
			);
			assert.ok(artifacts.every(({ system }) => system === 'lfs'));
		});
	}

	it('opens a file of an old version from the store git-lfs filled', async () => {
		const project = await origin.project();
		const file = await project.contentFile(await project.side('v1.0.0'), 'model.bin');
		assert.equal(await readFile(file, 'utf8'), 'weights one');
	});

	it('says present, modified and missing where git-lfs would', async () => {
		const project = await origin.project();
		await writeFile(join(origin.root, 'model.bin'), 'weights two, LONGER');
		const { statuses } = await project.status();
		const states = Object.fromEntries(statuses.map(({ artifact, local }) => [artifact.path, local]));
		assert.deepEqual(states, {
			'extra.bin': 'present',
			'model.bin': 'modified',
			'odd name é.bin': 'present',
		});
		await origin.git('checkout', '--', 'model.bin');
		const clone = await newClone();
		const fresh = await (await clone.project()).status();
		assert.deepEqual([...new Set(fresh.statuses.map(({ local }) => local))], ['missing']);
		assert.ok(fresh.statuses.every(({ remote }) => remote !== 'pushed'));
	});

	it('names what is missing in a clone without content, and changes nothing', async () => {
		const clone = await newClone();
		const project = await clone.project();
		const side = await project.side('v1.0.0');
		assert.equal(await project.isLocal(side, 'model.bin'), false);
		await assert.rejects(project.contentFile(side, 'model.bin'), (error) => {
			assert.match(describeError(error), /model\.bin.*git lfs pull/is);
			return true;
		});
		assert.equal(await clone.git('status', '--porcelain'), '');
	});

	it('checks out what git-lfs fetched, and git-lfs finds its work tree and store in order', async () => {
		const clone = await newClone();
		await cp(join(origin.root, '.git', 'lfs'), join(clone.root, '.git', 'lfs'), { recursive: true });
		const project = await clone.project();
		const report = await project.checkout(undefined, { type: 'workspace' });
		assert.deepEqual(report.failed, []);
		for (const [path, text] of Object.entries(releases['v1.1.0'] ?? {})) {
			assert.equal(await readFile(join(clone.root, path), 'utf8'), text);
		}
		assert.ok((await lsFiles(clone, 'HEAD')).every(({ downloaded, checkout }) => downloaded && checkout));
		assert.match(await clone.git('lfs', 'fsck'), /OK/);
		// Git remembers the pointers' sizes and looks again; git-lfs's own filter then finds nothing changed.
		await clone.git('add', '-A');
		assert.equal(await clone.git('status', '--porcelain'), '');
	});

	it('sets a damaged object aside instead of opening it', async () => {
		const clone = await newClone();
		const store = join(clone.root, '.git', 'lfs');
		await cp(join(origin.root, '.git', 'lfs'), store, { recursive: true });
		const [model] = (await lsFiles(clone, 'v1.0.0')).filter(({ name }) => name === 'model.bin');
		const oid = model?.oid ?? '';
		const object = join(store, 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
		await writeFile(object, 'weights 0ne');
		const project = await clone.project();
		await assert.rejects(project.contentFile(await project.side('v1.0.0'), 'model.bin'));
		await assert.rejects(readFile(object), { code: 'ENOENT' });
	});
});
