import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../src/core/errors.ts';
import { checkout } from '../../src/platform/workspace/checkout.ts';
import { type Fixture, unpackFixture } from '../support/fixtures.ts';
import { contentsOf, makeSandbox, openWorkspace, type Sandbox, type Workspace } from './dvcSandbox.ts';

/** The work tree without what only the tools care for. */
function isContent(path: string): boolean {
	return !path.startsWith('.git/') && !path.startsWith('.dvc/');
}

describe('Checking out as the real DVC does', function () {
	this.timeout(120_000);
	let sandbox: Sandbox;
	let fixture: Fixture;
	let workspace: Workspace;
	let repo: string;

	/** Pointers of a version, brought to the work tree without moving HEAD. */
	async function checkOut(revision?: string, paths?: readonly string[]) {
		const { artifacts } = await workspace.snapshot(revision);
		const { cache } = workspace.context;
		return checkout(workspace.context, {
			artifacts,
			paths,
			manifest: async ({ object }) => (object === undefined ? undefined : cache.manifest(object)),
		});
	}

	async function refusal(act: () => Promise<unknown>): Promise<TidemarkError> {
		try {
			await act();
		} catch (error) {
			if (TidemarkError.is(error)) return error;
			throw error;
		}
		throw new Error('Nothing was refused.');
	}

	beforeEach(async () => {
		sandbox = await makeSandbox();
		fixture = await unpackFixture('directory');
		repo = fixture.repo;
		workspace = await openWorkspace(repo);
	});

	afterEach(async () => {
		await workspace.dispose();
		await fixture.dispose();
		await sandbox.dispose();
	});

	it('gives the same work tree for every version', async () => {
		const theirs = join(sandbox.folder, 'theirs');
		for (const tag of Object.keys(fixture.expected.tags)) {
			await sandbox.git(repo, 'checkout', '-q', tag);
			await checkOut();
			await rm(theirs, { recursive: true, force: true });
			await sandbox.git(sandbox.folder, 'clone', '-q', repo, theirs);
			await sandbox.git(theirs, 'checkout', '-q', tag);
			await sandbox.dvc(theirs, 'cache', 'dir', '-q', '--local', join(repo, '.dvc', 'cache'));
			await sandbox.dvc(theirs, 'checkout', '-q');
			assert.deepEqual(await contentsOf(repo, isContent), await contentsOf(theirs, isContent), tag);
		}
		assert.equal((await sandbox.dvc(repo, 'data', 'status', '--json')).trim(), '{}');
	});

	it('reports what it did, and the second time does nothing', async () => {
		const tags = Object.keys(fixture.expected.tags);
		const [first = '', last = ''] = [tags[0], tags.at(-1)];
		await sandbox.git(repo, 'checkout', '-q', last);
		await checkOut();
		const report = await checkOut(first);
		assert.ok(report.added.length + report.replaced.length + report.removed.length > 0);
		assert.deepEqual(report.failed, []);
		assert.deepEqual(await checkOut(first), { added: [], replaced: [], removed: [], failed: [] });
	});

	it('I1: refuses as a whole to replace bytes that are nowhere else, naming each file', async () => {
		const data = join(repo, 'data');
		const names = [...(await contentsOf(data)).keys()].slice(0, 2);
		for (const name of names) {
			await rm(join(data, name));
			await writeFile(join(data, name), 'precious');
		}
		const before = await contentsOf(repo, isContent);
		const error = await refusal(() => checkOut());
		assert.equal(error.code, 'refused');
		for (const name of names) assert.match(error.message, new RegExp(`data/${name}`));
		assert.deepEqual(await contentsOf(repo, isContent), before);
	});

	it('I1: leaves a file in a tracked folder that no version knows, and removes one that is saved', async () => {
		const [name = ''] = [...(await contentsOf(join(repo, 'data'))).keys()];
		await writeFile(join(repo, 'data/mine.txt'), 'precious');
		await writeFile(join(repo, 'data/copy.txt'), await readFile(join(repo, 'data', name)));
		const report = await checkOut();
		assert.deepEqual(report.removed, ['data/copy.txt']);
		assert.equal(await readFile(join(repo, 'data/mine.txt'), 'utf8'), 'precious');
	});

	it('reports objects that are not here and does the rest', async () => {
		await rm(join(repo, 'data'), { recursive: true });
		const { artifacts } = await workspace.snapshot();
		const [artifact] = artifacts.filter(({ path }) => path === 'data');
		const entries =
			artifact?.object === undefined ? [] : await workspace.context.cache.manifest(artifact.object);
		const [lost] = entries ?? [];
		await rm(lost?.object === undefined ? '' : workspace.context.cache.pathOf(lost.object));
		const report = await checkOut();
		assert.deepEqual(
			report.failed.map(({ path }) => path),
			[`data/${lost?.path}`],
		);
		assert.equal(report.added.length, (entries?.length ?? 0) - 1);
	});

	it('I3: does not check out an object whose bytes are wrong', async () => {
		const [name = ''] = [...(await contentsOf(join(repo, 'data'))).keys()];
		const bytes = await readFile(join(repo, 'data', name));
		await rm(join(repo, 'data'), { recursive: true });
		const hash = createHash('md5').update(bytes).digest('hex');
		const victim = workspace.context.cache.pathOf({ algorithm: 'md5', hash });
		await rm(victim);
		await writeFile(victim, 'flipped', { mode: 0o444 });
		const report = await checkOut();
		assert.ok(report.failed.some(({ path }) => path === `data/${name}`));
		const texts = [...(await contentsOf(join(repo, 'data'))).values()];
		assert.deepEqual(
			texts.filter((text) => text.includes('flipped')),
			[],
		);
	});

	it('SEC-13: writes nothing through a link, and replaces a link itself', async () => {
		const outside = join(sandbox.folder, 'outside');
		await mkdir(outside);
		await rm(join(repo, 'data'), { recursive: true });
		await symlink(outside, join(repo, 'data'));
		const error = await refusal(() => checkOut());
		assert.equal(error.code, 'refused');
		assert.equal(await readlink(join(repo, 'data')), outside);
		assert.equal((await contentsOf(outside)).size, 0);
	});

	it('brings back one path only', async () => {
		const names = [...(await contentsOf(join(repo, 'data'))).keys()];
		await rm(join(repo, 'data'), { recursive: true });
		const report = await checkOut(undefined, [`data/${names[0]}`]);
		assert.deepEqual(report.added, [`data/${names[0]}`]);
		assert.deepEqual([...(await contentsOf(join(repo, 'data'))).keys()], [names[0]]);
	});

	it('turns a file into a folder and back, when both are saved', async () => {
		await rm(join(repo, 'data'), { recursive: true });
		const objects = join(repo, '.dvc/cache/files/md5');
		const [saved = ''] = [...(await contentsOf(objects, (path) => !path.endsWith('.dir'))).keys()];
		await writeFile(join(repo, 'data'), await readFile(join(objects, saved)));
		const report = await checkOut();
		assert.deepEqual(report.removed, ['data']);
		assert.equal((await stat(join(repo, 'data'))).isDirectory(), true);
	});
});

describe('Checking out what is in other shapes', function () {
	this.timeout(60_000);

	it('gives an executable its bit, and nested outs their places', async () => {
		const fixture = await unpackFixture('nested-dirs');
		const workspace = await openWorkspace(fixture.repo);
		try {
			// Inside a tracked folder DVC keeps no executable bits.
			await chmod(join(fixture.repo, 'datasets/vision/run.sh'), 0o644);
			const before = await contentsOf(join(fixture.repo, 'datasets'));
			await rm(join(fixture.repo, 'datasets/vision'), { recursive: true });
			await rm(join(fixture.repo, 'datasets/tools/exec.sh'));
			const { artifacts } = await workspace.snapshot();
			await checkout(workspace.context, {
				artifacts,
				manifest: async ({ object }) =>
					object === undefined ? undefined : workspace.context.cache.manifest(object),
			});
			assert.deepEqual(await contentsOf(join(fixture.repo, 'datasets')), before);
		} finally {
			await workspace.dispose();
			await fixture.dispose();
		}
	});
});
