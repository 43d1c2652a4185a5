import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from '../../../src/core/model.ts';
import { SnapshotReader } from '../../../src/core/versions/snapshotReader.ts';
import { GitRepository } from '../../../src/platform/git/gitRepository.ts';
import { headCommit } from '../../../src/platform/git/headCommit.ts';
import { nameFor, SnapshotMemo } from '../../../src/platform/status/snapshotMemo.ts';
import { type Fixture, unpackFixture } from '../../support/fixtures.ts';

/** What one process finds, and whether it read the pointers itself. */
interface Look {
	readonly workTree: Snapshot;
	readonly head: Snapshot | undefined;
	readonly reads: readonly string[];
}

describe('pointers remembered from the process before', function () {
	this.timeout(60_000);
	let fixture: Fixture;
	beforeEach(async () => {
		fixture = await unpackFixture('directory');
	});
	afterEach(() => fixture.dispose());

	const git = (...args: string[]): string =>
		execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
			cwd: fixture.repo,
			encoding: 'utf8',
		});
	const write = async (name: string, text: string, age = 60): Promise<void> => {
		const path = join(fixture.repo, name);
		await writeFile(path, text);
		const time = Date.now() / 1000 - age;
		await utimes(path, time, time);
	};

	async function look(code = 'code'): Promise<Look> {
		const repository = await GitRepository.open(fixture.repo);
		const reader = new SnapshotReader(repository, repository);
		const reads: string[] = [];
		const snapshots = {
			workTree: () => {
				reads.push('work tree');
				return reader.workTree();
			},
			atCommit: (commit: string) => {
				reads.push('head');
				return reader.atCommit(commit);
			},
		};
		const memo = new SnapshotMemo({ git: repository, snapshots, folder: join(fixture.root, 'cache'), code });
		const [workTree, head] = [await memo.workTree(), await memo.head()];
		await memo.save();
		repository.dispose();
		return { workTree, head, reads };
	}

	/** What it says, whether read or remembered: JSON has no place for what is undefined. */
	const said = (snapshot: Snapshot | undefined): unknown => JSON.parse(JSON.stringify(snapshot ?? null));

	it('are not read again while nothing changed', async () => {
		const first = await look();
		const second = await look();
		assert.deepEqual(first.reads, ['work tree', 'head']);
		assert.deepEqual(second.reads, []);
		assert.deepEqual(said(second.workTree), said(first.workTree));
		assert.deepEqual(said(second.head), said(first.head));
	});

	it('are kept for HEAD too where it differs from the work tree', async () => {
		const text = await readFile(join(fixture.repo, 'data.dvc'), 'utf8');
		await write('data.dvc', text.replace(/md5: ./, 'md5: 0'));
		const first = await look();
		const second = await look();
		assert.deepEqual(second.reads, []);
		assert.notDeepEqual(said(second.workTree), said(second.head));
		assert.deepEqual(said(second.head), said(first.head));
	});

	const changes: readonly (readonly [string, () => Promise<unknown>])[] = [
		['a changed pointer', () => write('data.dvc', 'outs:\n- path: data\n', 50)],
		['a new pointer', () => write('new.dvc', 'outs:\n- path: new\n')],
		['a removed pointer', () => rm(join(fixture.repo, 'data.dvc'))],
		['a new label file in plain git', () => write('labels.json', '{"a": 1}')],
		[
			'another commit',
			async () => {
				git('commit', '-q', '--allow-empty', '-m', 'next');
			},
		],
	];
	for (const [what, change] of changes) {
		it(`are read again after ${what}`, async () => {
			await look();
			await change();
			const after = await look();
			assert.notDeepEqual(after.reads, []);
			const fresh = await look('other code');
			assert.deepEqual(said(after.workTree), said(fresh.workTree));
			assert.deepEqual(said(after.head), said(fresh.head));
		});
	}

	it('are read again by other code', async () => {
		await look();
		assert.deepEqual((await look('other code')).reads, ['work tree', 'head']);
	});

	it('are not kept while a pointer is younger than its time can tell', async () => {
		await write('data.dvc', await readFile(join(fixture.repo, 'data.dvc'), 'utf8'), 0);
		await look();
		assert.deepEqual((await look()).reads, ['work tree', 'head']);
	});

	it('are not kept where Git LFS or dvc.yaml have a say, or one is broken', async () => {
		for (const name of ['.gitattributes', 'dvc.yaml', 'bad.dvc']) {
			await write(name, name === 'dvc.yaml' ? 'stages: {}\n' : '*.bin filter=lfs\n');
			await look();
			assert.deepEqual((await look()).reads, ['work tree', 'head'], name);
			await rm(join(fixture.repo, name));
		}
	});

	it('are read again when the file of the memo is damaged', async () => {
		await look();
		const file = `${nameFor(git('rev-parse', '--show-toplevel').trim())}.json`;
		await writeFile(join(fixture.root, 'cache', 'pointers', file), '{"code":');
		assert.deepEqual((await look()).reads, ['work tree', 'head']);
	});
});

describe('the commit of HEAD by the files of the repository', function () {
	this.timeout(60_000);
	let fixture: Fixture;
	before(async () => {
		fixture = await unpackFixture('single-file');
	});
	after(() => fixture.dispose());
	const git = (...args: string[]): string =>
		execFileSync('git', args, {
			cwd: fixture.repo,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}).trim();
	const gitDir = (): string => join(fixture.repo, '.git');

	it('is the one git tells, on a branch, packed, and detached', () => {
		const commit = git('rev-parse', 'HEAD');
		assert.equal(headCommit(gitDir(), gitDir()), commit);
		git('pack-refs', '--all');
		assert.equal(headCommit(gitDir(), gitDir()), commit);
		git('checkout', '-q', '--detach', 'v1.0');
		assert.equal(headCommit(gitDir(), gitDir()), git('rev-parse', 'v1.0^{commit}'));
	});

	it('is not told before the first commit, nor of a ref outside refs/', async () => {
		git('checkout', '-q', '--orphan', 'empty');
		assert.equal(headCommit(gitDir(), gitDir()), undefined);
		await writeFile(join(gitDir(), 'HEAD'), 'ref: refs/../../outside\n');
		assert.equal(headCommit(gitDir(), gitDir()), undefined);
	});
});
