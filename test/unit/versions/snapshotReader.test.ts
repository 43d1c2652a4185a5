import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from '../../../src/core/model.ts';
import type { GitReader } from '../../../src/core/ports.ts';
import { SnapshotReader } from '../../../src/core/versions/snapshotReader.ts';
import { GitRepository } from '../../../src/platform/git/gitRepository.ts';
import { dvcFile, lfsPointer, Scratch } from '../git/scratch.ts';

const rows = ({ artifacts }: Snapshot): string[] =>
	artifacts.map(({ path, system, kind }) => `${path} ${system} ${kind}`);
const faults = ({ broken }: Snapshot): string[] => broken.map(({ path, error }) => `${path} ${error.code}`);

describe('reading what a version tracks', () => {
	let scratch: Scratch;
	let git: GitRepository;
	let reader: SnapshotReader;
	beforeEach(async () => {
		scratch = await Scratch.make();
		git = await GitRepository.open(scratch.folder);
		reader = new SnapshotReader(git, git);
	});
	afterEach(async () => {
		git.dispose();
		await scratch.dispose();
	});

	/** Snapshot of a commit of everything; that of the work tree has to be the same but for executable bits. */
	async function snapshot(): Promise<Snapshot> {
		const commit = scratch.commit();
		const [first, second] = [await reader.atCommit(commit), await reader.workTree()];
		assert.deepEqual(second, first);
		return first;
	}

	it('finds pointers in any folder, and nothing in .dvc and .git', async () => {
		await scratch.write('a.bin.dvc', dvcFile('a.bin'));
		await scratch.write('deep/er/b.bin.dvc', dvcFile('b.bin', '2'));
		await scratch.write('.dvc/config', '');
		await scratch.write('.dvc/tmp/c.bin.dvc', dvcFile('c.bin'));
		await scratch.write('not.dvc.txt', 'x');
		assert.deepEqual(rows(await snapshot()), ['a.bin dvc other', 'deep/er/b.bin dvc other']);
	});

	it('shows broken pointers as rows of their own beside good ones', async () => {
		await scratch.write('good.bin.dvc', dvcFile('good.bin'));
		await scratch.write(
			'conflict.dvc',
			`<<<<<<< HEAD\n${dvcFile('x')}=======\n${dvcFile('x', '2')}>>>>>>> other\n`,
		);
		await scratch.write('hash.dvc', dvcFile('x').replace('1111', '../x'));
		await scratch.write('outside.dvc', dvcFile('../../etc/passwd'));
		await scratch.write('empty.dvc', '');
		await scratch.write('dvc.lock', 'stages: [');
		const { artifacts, broken } = await snapshot();
		assert.deepEqual(
			artifacts.map(({ path }) => path),
			['good.bin'],
		);
		assert.deepEqual(faults({ artifacts, broken }), [
			'conflict.dvc conflict',
			'dvc.lock malformed',
			'empty.dvc malformed',
			'hash.dvc malformed',
			'outside.dvc unsafe',
		]);
		for (const { error } of broken) assert.ok(error.next, error.message);
	});

	it('calls a pointer that is far too large broken', async () => {
		await scratch.write('large.dvc', ' '.repeat(1_100_000));
		await scratch.write('good.bin.dvc', dvcFile('good.bin'));
		for (const found of [await reader.atCommit(scratch.commit()), await reader.workTree()]) {
			assert.equal(found.artifacts.length, 1);
			assert.equal(found.broken[0]?.path, 'large.dvc');
		}
	});

	it('reads a pipeline: outs of the lock, kinds of dvc.yaml, files in plain git it names', async () => {
		const out = (path: string) => `    - path: ${path}\n      hash: md5\n      md5: ${'3'.repeat(32)}\n`;
		await scratch.write(
			'dvc.yaml',
			'stages:\n  train:\n    cmd: x\n    params:\n    - conf/train.yaml: [lr]\n    outs:\n    - model.dat\n    - scores.csv\nartifacts:\n  clf:\n    path: model.dat\n    type: model\nmetrics:\n- results/scores.txt\nplots:\n- scores.csv\n',
		);
		await scratch.write(
			'dvc.lock',
			`schema: '2.0'\nstages:\n  train:\n    cmd: x\n    outs:\n${out('model.dat')}${out('scores.csv')}`,
		);
		await scratch.write('conf/train.yaml', 'lr: 1\n');
		await scratch.write('results/scores.txt', 'x');
		await scratch.write('params.yaml', 'a: 1\n');
		assert.deepEqual(rows(await reader.atCommit(scratch.commit())), [
			'conf/train.yaml git params',
			'model.dat dvc model',
			'params.yaml git params',
			'results/scores.txt git metrics',
			'scores.csv dvc plots',
		]);
		assert.deepEqual(rows(await reader.workTree()), rows(await reader.atCommit(scratch.commit())));
	});

	it('keeps the outs of a lock whose dvc.yaml is broken or gone', async () => {
		const lock = `schema: '2.0'\nstages:\n  gone:\n    cmd: x\n    outs:\n    - path: out.bin\n      hash: md5\n      md5: ${'3'.repeat(32)}\n`;
		await scratch.write('dvc.lock', lock);
		await scratch.write('sub/dvc.lock', lock);
		await scratch.write('sub/dvc.yaml', '<<<<<<< HEAD\n=======\n>>>>>>> x\n');
		const found = await snapshot();
		assert.deepEqual(rows(found), ['out.bin dvc other', 'sub/out.bin dvc other']);
		assert.deepEqual(faults(found), ['sub/dvc.yaml conflict']);
	});

	it('knows which DVC project a pointer belongs to', async () => {
		await scratch.write('.dvc/config', '');
		await scratch.write('team/.dvc/config', '');
		for (const path of ['a', 'team/b', 'team/deep/c', 'other/d']) {
			await scratch.write(`${path}.dvc`, dvcFile(path.split('/').at(-1) ?? ''));
		}
		const { artifacts } = await snapshot();
		assert.deepEqual(
			artifacts.map(({ path, projectRoot }) => [path, projectRoot]),
			[
				['a', ''],
				['other/d', ''],
				['team/b', 'team'],
				['team/deep/c', 'team'],
			],
		);
	});

	it('finds LFS pointers below an attribute file that names LFS, and only there', async () => {
		await scratch.write('lfs/.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n');
		for (const path of ['lfs/a.bin', 'lfs/deep/b.onnx', 'other/c.bin'])
			await scratch.write(path, lfsPointer());
		await scratch.write('lfs/text.txt', 'no pointer');
		const found = await snapshot();
		assert.deepEqual(rows(found), ['lfs/a.bin lfs other', 'lfs/deep/b.onnx lfs model']);
		const [first] = found.artifacts;
		assert.deepEqual([first?.object, first?.size], [{ algorithm: 'sha256', hash: 'a'.repeat(64) }, 5]);
	});

	it('finds LFS pointers everywhere when the clone’s own attributes name LFS', async () => {
		await scratch.write('.git/info/attributes', '*.bin filter=lfs\n');
		await scratch.write('c.bin', lfsPointer());
		assert.deepEqual(rows(await snapshot()), ['c.bin lfs other']);
	});

	it('takes LFS artifacts of the work tree from the index, whatever lies there', async () => {
		await scratch.write('.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n');
		await scratch.write('c.bin', lfsPointer());
		scratch.commit();
		await scratch.write('c.bin', 'the real content');
		assert.deepEqual(rows(await reader.workTree()), ['c.bin lfs other']);
		await rm(join(scratch.folder, 'c.bin'));
		assert.deepEqual(rows(await reader.workTree()), ['c.bin lfs other']);
	});

	it('counts metrics, params and label files in plain git', async () => {
		await scratch.write('labels.json', '{"img1.png": {"class": "cat"}}');
		await scratch.write('annotations/none.json', '[]');
		await scratch.write('eval/performance.json', '{"acc": 1}');
		await scratch.write('package.json', '{"name": "x"}');
		const found = await snapshot();
		assert.deepEqual(rows(found), ['eval/performance.json git metrics', 'labels.json git labels']);
		assert.deepEqual(found.artifacts[0]?.object, {
			algorithm: 'gitBlob',
			hash: scratch.git('rev-parse', 'HEAD:eval/performance.json'),
		});
	});

	it('sees changed, new and removed files of the work tree, and nothing ignored', async () => {
		await scratch.write('a.dvc', dvcFile('a'));
		await scratch.write('gone.dvc', dvcFile('gone'));
		await scratch.write('metrics.json', '{}');
		await scratch.write('.gitignore', '/ignored\n');
		scratch.commit();
		await reader.workTree();
		await scratch.write('a.dvc', dvcFile('a', '2'));
		await scratch.write('new.dvc', dvcFile('new'));
		await scratch.write('ignored/x.dvc', dvcFile('x'));
		await scratch.write('metrics.json', '{"a": 1}');
		await rm(join(scratch.folder, 'gone.dvc'));
		const { artifacts } = await reader.workTree();
		assert.deepEqual(
			artifacts.map(({ path, object }) => [path, object?.hash]),
			[
				['a', '2'.repeat(32)],
				['metrics.json', git.blobId(Buffer.from('{"a": 1}'))],
				['new', '1'.repeat(32)],
			],
		);
	});

	it('counts an uncached out in git once, and calls a second pointer to one path broken', async () => {
		await scratch.write('metrics.json', '{}');
		await scratch.write('m.dvc', dvcFile('metrics.json').replace('  path', '  cache: false\n  path'));
		await scratch.write('one.dvc', dvcFile('same'));
		await scratch.write('two.dvc', dvcFile('same', '2'));
		const found = await snapshot();
		assert.deepEqual(rows(found), ['metrics.json dvc metrics', 'same dvc other']);
		assert.deepEqual(faults(found), ['two.dvc malformed']);
	});

	it('walks folders five hundred deep', async () => {
		const deep = Array.from({ length: 500 }, () => 'd').join('/');
		const stream = `commit refs/heads/main\ncommitter A <a@b> 1700000000 +0000\ndata 1\nx\nM 644 inline ${deep}/a.dvc\ndata ${dvcFile('a').length}\n${dvcFile('a')}\n`;
		scratch.gitWith(stream, 'fast-import', '--quiet');
		const { artifacts } = await reader.atCommit(scratch.git('rev-parse', 'main'));
		assert.equal(artifacts[0]?.path, `${deep}/a`);
	});

	it('throws for a commit that is not in the clone', async () => {
		await assert.rejects(reader.atCommit('e'.repeat(40)), /History not present/);
	});
});

describe('reading many versions', () => {
	it('reads each tree and blob once, and shares what did not change', async () => {
		const scratch = await Scratch.make();
		const commits: string[] = [];
		await scratch.write('a/x.dvc', dvcFile('x', '8'));
		await scratch.write('c/x.dvc', dvcFile('x', '9'));
		for (let n = 0; n < 5; n++) {
			await scratch.write('b/x.dvc', dvcFile('x', String(n)));
			commits.push(scratch.commit());
		}
		commits.push(scratch.commit('the same tree again'));
		const git = await GitRepository.open(scratch.folder);
		const asked = { trees: [] as string[], blobs: [] as string[] };
		const counting: GitReader = {
			refs: (prefixes) => git.refs(prefixes),
			resolve: (revision) => git.resolve(revision),
			rootTree: (commit) => git.rootTree(commit),
			tree: (id) => {
				asked.trees.push(id);
				return git.tree(id);
			},
			blobs: (ids, maxBytes) => {
				asked.blobs.push(...ids);
				return git.blobs(ids, maxBytes);
			},
		};
		const reader = new SnapshotReader(counting, git);
		const one = await reader.atCommit(commits[2] ?? '');
		const all = await reader.atCommits(commits);
		assert.deepEqual(all[2], one);
		assert.equal(all[4], all[5], 'one tree, one snapshot');
		assert.equal(all[0]?.artifacts[0], all[4]?.artifacts[0], 'an unchanged artifact is one object');
		assert.deepEqual(
			all.map(({ artifacts }) => artifacts[1]?.object?.hash[0]),
			['0', '1', '2', '3', '4', '4'],
		);
		assert.equal(new Set(asked.trees).size, asked.trees.length, 'no tree twice');
		assert.equal(asked.trees.length, 5 + 5 + 2, 'five roots, five b/, a/ and c/');
		assert.equal(new Set(asked.blobs).size, asked.blobs.length, 'no blob twice');
		git.dispose();
		await scratch.dispose();
	});
});
