import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { checkVersion } from '../../../src/platform/git/gitProgram.ts';
import { GitRepository } from '../../../src/platform/git/gitRepository.ts';
import { Scratch } from './scratch.ts';

async function refusal(folder: string): Promise<TidemarkError> {
	const error: unknown = await GitRepository.open(folder).then(
		(git) => git.dispose(),
		(thrown: unknown) => thrown,
	);
	assert.ok(TidemarkError.is(error), 'it is refused');
	assert.ok(error.next, 'it says what to do');
	return error;
}

describe('opening a repository', () => {
	let scratch: Scratch;
	beforeEach(async () => {
		scratch = await Scratch.make();
	});
	afterEach(() => scratch.dispose());

	it('finds the root from a folder inside, and from the root', async () => {
		await scratch.write('a/b/file', 'x');
		for (const folder of ['a/b', '.']) {
			const git = await GitRepository.open(join(scratch.folder, folder));
			assert.equal(git.root, scratch.folder);
			assert.equal(git.gitDir, join(scratch.folder, '.git'));
			assert.equal(git.isShallow, false);
			git.dispose();
		}
	});

	it('tells a linked work tree from the repository it shares', async () => {
		await scratch.write('file', 'x');
		const commit = scratch.commit();
		const linked = join(scratch.folder, '..', `${scratch.folder.split('/').at(-1)}-linked`);
		scratch.git('worktree', 'add', '-q', linked);
		try {
			const git = await GitRepository.open(linked);
			assert.equal(git.root, linked);
			assert.equal(git.commonDir, join(scratch.folder, '.git'));
			assert.match(git.gitDir, /\.git\/worktrees\//);
			assert.equal((await git.head()).commit, commit);
			git.dispose();
		} finally {
			await rm(linked, { recursive: true });
		}
	});

	it('opens a submodule as a repository of its own', async () => {
		await scratch.write('file', 'x');
		scratch.commit();
		scratch.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', scratch.folder, 'sub');
		const git = await GitRepository.open(join(scratch.folder, 'sub'));
		assert.equal(git.root, join(scratch.folder, 'sub'));
		git.dispose();
	});

	it('refuses a folder without a repository, and one that does not exist', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'tidemark-none-'));
		assert.equal((await refusal(folder)).code, 'git');
		assert.match((await refusal(join(folder, 'gone'))).message, /not in a git repository/);
		await rm(folder, { recursive: true });
	});

	it('refuses a bare repository and the inside of .git', async () => {
		const bare = await Scratch.make(['--bare']);
		assert.match((await refusal(bare.folder)).message, /bare/);
		await bare.dispose();
		assert.match((await refusal(join(scratch.folder, '.git'))).message, /inside a \.git folder/);
	});

	it('refuses a work tree elsewhere that the repository names itself', async () => {
		const home = await mkdtemp(join(tmpdir(), 'tidemark-home-'));
		await Scratch.make().then(async (inner) => {
			inner.git('config', 'core.worktree', tmpdir());
			assert.equal((await refusal(inner.folder)).code, 'unsafe');
			await inner.dispose();
		});
		await rm(home, { recursive: true });
	});

	it('knows which git is new enough', () => {
		for (const good of ['git version 2.39.0', 'git version 2.45.2.windows.1', 'git version 3.0.0']) {
			checkVersion(good);
		}
		for (const bad of ['git version 2.38.5', 'git version 1.99.9', 'something else']) {
			assert.throws(() => checkVersion(bad), /too old/);
		}
	});
});
