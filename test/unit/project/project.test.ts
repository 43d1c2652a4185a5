import assert from 'node:assert/strict';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '../../../src/core/model.ts';
import { run } from '../../support/shell.ts';
import { type FixtureProject, openFixture } from './fixtureProject.ts';

const workspace: Side = { type: 'workspace' };

describe('one repository put together', function () {
	this.timeout(60_000);
	const open: FixtureProject[] = [];
	afterEach(async () => {
		for (const each of open.splice(0)) await each.dispose();
	});

	async function opened(name: string, answer?: boolean): Promise<FixtureProject> {
		const each = await openFixture(name, answer);
		open.push(each);
		return each;
	}

	it('compares two versions: files with sizes, renames, metrics, params', async () => {
		const { project } = await opened('directory');
		const { files, code } = await project.compare(
			await project.side('data-v2'),
			await project.side('data-v3'),
		);
		const rows = files.map(({ change, path, oldPath, old, new: fresh }) => [
			change,
			oldPath ?? path,
			path,
			old?.size,
			fresh?.size,
		]);
		assert.deepEqual(rows, [
			['removed', 'data/a.txt', 'data/a.txt', 6, undefined],
			['renamed', 'data/c.txt', 'data/c2.txt', 6, 6],
			['added', 'data/e.txt', 'data/e.txt', undefined, 4],
		]);
		assert.deepEqual(code, []);
	});

	it('tells metrics, params and code apart from pointers', async () => {
		const { project } = await opened('pipeline');
		const found = await project.compare(await project.side('exp-1'), await project.side('exp-3'));
		assert.deepEqual(
			found.metrics.map(({ key, old, new: fresh }) => [key, old, fresh]),
			[
				['train.acc', 0.9, 0.99],
				['train.loss', 0.30000000000000004, 0.05],
			],
		);
		assert.ok(
			found.params.some(({ key, old, new: fresh }) => key === 'train.epochs' && old === 3 && fresh === 5),
		);
		assert.ok(!found.code.some(({ path }) => path.endsWith('.dvc') || path === 'dvc.lock'));
		assert.ok(found.files.some(({ path, kind }) => path === 'params.yaml' && kind === 'params'));
	});

	it('tells metrics it could not read as such, not as values that came', async () => {
		const { project, fixture } = await opened('single-file', false);
		const file = join(fixture.repo, 'metrics.json');
		await writeFile(file, '{"accuracy": 0.5}');
		const [tracked] = await project.track(['metrics.json']);
		const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
		await run('git', ['add', '-A'], { cwd: fixture.repo });
		await run('git', [...who, 'commit', '-qm', 'Track metrics'], { cwd: fixture.repo });
		await writeFile(file, '{"accuracy": 0.75}');
		const head = await project.side('HEAD');
		const values = async () => (await project.compare(head, workspace)).metrics.map(({ diff }) => diff);
		assert.deepEqual(await values(), [0.25]);
		const hash = tracked?.object ?? '';
		await rm(join(fixture.repo, '.dvc', 'cache', 'files', 'md5', hash.slice(0, 2), hash.slice(2)));
		assert.deepEqual(await values(), []);
		const { incomplete } = await project.compare(head, workspace);
		assert.deepEqual(
			incomplete.map(({ path }) => path),
			['metrics.json'],
		);
	});

	it('compares a version with the files as they lie in the work tree', async () => {
		const { project, fixture } = await opened('directory');
		await writeFile(join(fixture.repo, 'data', 'new.txt'), 'new here\n');
		await rm(join(fixture.repo, 'data', 'e.txt'));
		const { files } = await project.compare(await project.side('data-v3'), workspace);
		assert.deepEqual(
			files.map(({ change, path }) => [change, path]),
			[
				['removed', 'data/e.txt'],
				['added', 'data/new.txt'],
			],
		);
	});

	it('finds label files to compare, and joins their records across the versions', async () => {
		const { project } = await opened('label-json');
		const [a, b] = [await project.side('labels-v1'), await project.side('labels-v3')];
		const { labels } = await project.compare(a, b);
		assert.ok(labels.includes('labels/coco.json'));
		const path = 'labels/coco.json';
		const comparison = await project.compareLabels({ side: a, path }, { side: b, path });
		assert.equal(comparison.summary.format, 'coco');
		assert.deepEqual(comparison.summary.records, [2, 3]);
		await comparison.dispose();
	});

	it('fetches just the object of a file that is not here, and asks for the folder remote', async () => {
		const { project, fixture } = await opened('directory');
		const side = await project.side('data-v1');
		await rm(join(fixture.repo, '.dvc', 'cache'), { recursive: true });
		assert.equal(await project.isLocal(side, 'data/a.txt'), false);
		const moved: number[] = [];
		const file = await project.contentFile(side, 'data/a.txt', {
			onProgress: ({ bytesDone }) => moved.push(bytesDone),
		});
		assert.equal(await readFile(file, 'utf8'), 'alpha\n');
		assert.equal(await project.isLocal(side, 'data/a.txt'), true);
		assert.equal(await project.isLocal(side, 'data/c.txt'), false);
	});

	it('moves nothing without consent, and says which remote was not approved', async () => {
		const { project, fixture, asked } = await opened('directory', false);
		await rm(join(fixture.repo, '.dvc', 'cache'), { recursive: true });
		const reading = project.contentFile(await project.side('data-v1'), 'data/a.txt');
		await assert.rejects(reading, { code: 'notApproved' });
		assert.equal(asked[0]?.remoteName, 'storage');
	});

	it('opens files in plain git at any version, and refuses paths that leave the repository', async () => {
		const { project } = await opened('pipeline');
		const side = await project.side('exp-1');
		assert.match(await readFile(await project.contentFile(side, 'params.yaml'), 'utf8'), /epochs: 3/);
		await assert.rejects(project.contentFile(side, '../outside'), { code: 'unsafe' });
		await assert.rejects(project.contentFile(side, 'no/such.txt'), { code: 'notFound' });
	});

	it('names what a selection does not find, and plans what a fetch would move', async () => {
		const { project, fixture } = await opened('directory');
		await assert.rejects(project.fetch({ paths: ['nothing'] }), { code: 'notFound' });
		assert.deepEqual(await project.planFetch({}), { objects: 0, bytes: 0 });
		await rm(join(fixture.repo, '.dvc', 'cache'), { recursive: true });
		assert.deepEqual(await project.planFetch({}), { objects: 5, bytes: 29 });
	});

	it('calls a file pushed only while the remote has all of its bytes', async () => {
		const { project, fixture } = await opened('single-file');
		const remoteState = async () => (await project.status({ remote: true })).statuses[0]?.remote;
		assert.equal(await remoteState(), 'unpushed');
		const { results } = await project.push({});
		assert.equal(await remoteState(), 'pushed');
		const hash = results[0]?.object.hash ?? '';
		const object = join(fixture.remote, 'files', 'md5', hash.slice(0, 2), hash.slice(2));
		await chmod(object, 0o644);
		await writeFile(object, 'cut');
		assert.equal(await remoteState(), 'unpushed');
	});

	it('says what a name could be when there is no such version', async () => {
		const { project } = await opened('single-file');
		await assert.rejects(project.side('v9.9.9'), { code: 'notFound' });
		assert.deepEqual(await project.side('workspace'), workspace);
	});
});
