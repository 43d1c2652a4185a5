import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { GitRepository } from '../../../src/platform/git/gitRepository.ts';
import { Scratch } from './scratch.ts';

const everything = (): boolean => true;

describe('the work tree', () => {
	let scratch: Scratch;
	let git: GitRepository;
	beforeEach(async () => {
		scratch = await Scratch.make();
		git = await GitRepository.open(scratch.folder);
	});
	afterEach(async () => {
		git.dispose();
		await scratch.dispose();
	});

	async function paths(): Promise<string[]> {
		return (await git.files(everything)).map(({ path }) => path).sort();
	}

	it('lists tracked and new files, without ignored ones, links and submodules', async () => {
		await scratch.write('.gitignore', '/ignored\n');
		await scratch.write('sub/tracked', 'x');
		await symlink('tracked', join(scratch.folder, 'sub/link'));
		scratch.commit();
		scratch.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', scratch.folder, 'module');
		await scratch.write('ignored', 'x');
		await scratch.write('new 😀', 'x');
		assert.deepEqual(await paths(), ['.gitignore', '.gitmodules', 'new 😀', 'sub/tracked']);
		const [named] = await git.files((name) => name === 'tracked');
		assert.deepEqual(named, { path: 'sub/tracked', indexBlob: git.blobId(Buffer.from('x')) });
	});

	it('lists a file in a merge conflict once, with our side', async () => {
		await scratch.write('file', 'base');
		scratch.commit();
		scratch.git('switch', '-q', '-c', 'other');
		await scratch.write('file', 'theirs');
		scratch.commit();
		scratch.git('switch', '-q', 'main');
		await scratch.write('file', 'ours');
		scratch.commit();
		assert.throws(() => scratch.git('merge', 'other'));
		assert.deepEqual(await git.files(everything), [
			{ path: 'file', indexBlob: git.blobId(Buffer.from('ours')) },
		]);
	});

	it('reads small plain files only', async () => {
		await scratch.write('file', 'content');
		await symlink('/etc/passwd', join(scratch.folder, 'link'));
		assert.equal(Buffer.from((await git.read('file', 7)) ?? []).toString(), 'content');
		assert.equal(await git.read('gone', 7), undefined);
		await assert.rejects(git.read('file', 6), (error) => TidemarkError.is(error, 'malformed'));
		await assert.rejects(git.read('link', 9999), (error) => TidemarkError.is(error, 'unsafe'));
	});

	it('tells changed files from touched ones, whatever their names', async () => {
		const odd = ['with "quotes"', 'back\\slash', 'line\nbreak', ' spaces ', 'ünïcode'];
		for (const name of [...odd, 'same', 'removed', 'modified', 'mode.sh'])
			await scratch.write(name, 'content');
		const commit = scratch.commit();
		const later = new Date(Date.now() + 5000);
		for (const name of [...odd, 'same']) await utimes(join(scratch.folder, name), later, later);
		await scratch.write('modified', 'changed');
		await scratch.write('mode.sh', 'content', 0o755);
		await rm(join(scratch.folder, 'removed'));
		await scratch.write('folder/new', 'x');
		scratch.git('add', '-N', 'folder/new');
		await scratch.write('untracked', 'x');
		const changes = await git.workTreeChanges(commit);
		assert.deepEqual(
			changes.map(({ path, change }) => [path, change]),
			[
				['folder/new', 'added'],
				['mode.sh', 'modified'],
				['modified', 'modified'],
				['removed', 'removed'],
				['untracked', 'added'],
			],
		);
	});

	it('runs nothing that the configuration of the repository names', async () => {
		const canary = join(scratch.folder, '.git', 'canary');
		await scratch.write('hook.sh', `#!/bin/sh\ntouch '${canary}'\ncat\n`, 0o755);
		await scratch.write('.gitattributes', '*.txt filter=evil diff=evil\n');
		await scratch.write('file.txt', 'content');
		const commit = scratch.commit();
		const program = join(scratch.folder, 'hook.sh');
		await scratch.write('.git/hooks/post-index-change', `#!/bin/sh\ntouch '${canary}'\n`, 0o755);
		for (const key of [
			'core.fsmonitor',
			'core.sshCommand',
			'core.pager',
			'core.editor',
			'diff.external',
			'diff.evil.textconv',
			'filter.evil.clean',
			'filter.evil.smudge',
			'filter.evil.process',
			'gpg.program',
			'credential.helper',
		]) {
			scratch.git('config', key, program);
		}
		scratch.git('config', 'log.showSignature', 'true');
		scratch.git('config', 'filter.evil.required', 'true');
		const opened = await GitRepository.open(scratch.folder);
		await scratch.write('file.txt', 'changed');
		await utimes(join(scratch.folder, 'hook.sh'), new Date(), new Date());
		await opened.workTreeChanges(commit);
		await opened.files(everything);
		await opened.recentCommits(3);
		await opened.refs(['refs/heads']);
		await opened.head();
		await opened.ignored(['file.txt']);
		await opened.add(['file.txt']);
		assert.equal(existsSync(canary), false);
		// Git itself does run it, and may not like what it answers.
		await Promise.allSettled([Promise.resolve().then(() => scratch.git('status'))]);
		assert.equal(existsSync(canary), true);
		opened.dispose();
	});

	it('knows what is tracked and what is ignored', async () => {
		await scratch.write('.gitignore', '/data\n*.bin\n');
		await scratch.write('folder/tracked.bin', 'x');
		scratch.git('add', '-f', '.');
		await scratch.write('data/file', 'x');
		await scratch.write(':(top)x.bin', 'x');
		assert.deepEqual(
			await Promise.all(['folder', 'folder/tracked.bin', 'data', '*.bin'].map((path) => git.isTracked(path))),
			[true, true, false, false],
		);
		assert.deepEqual(
			[...(await git.ignored(['data', 'data/file', 'folder/tracked.bin', ':(top)x.bin', 'new']))],
			['data', 'data/file', ':(top)x.bin'],
		);
		assert.equal(await git.isIgnored('data'), true);
		assert.deepEqual(await git.ignored([]), new Set());
	});

	it('reads on while another git holds the index, and refuses to write', async () => {
		await scratch.write('file', 'x');
		const commit = scratch.commit();
		await scratch.write('.git/index.lock', '');
		await scratch.write('file', 'y');
		assert.equal((await git.workTreeChanges(commit)).length, 1);
		assert.deepEqual(await paths(), ['file']);
		await assert.rejects(git.add(['file']), (error) => TidemarkError.is(error, 'locked'));
		assert.equal(existsSync(join(scratch.folder, '.git/index.lock')), true);
	});

	it('adds files by their very names', async () => {
		for (const name of [':(top)x', '-n', '*', 'other']) await writeFile(join(scratch.folder, name), 'x');
		await git.add([':(top)x', '-n', '*']);
		assert.equal(scratch.git('ls-files'), '*\n-n\n:(top)x');
		await scratch.write('.gitignore', 'other\n');
		await assert.rejects(git.add(['other']), (error) => TidemarkError.is(error, 'git'));
	});

	it('gives the configuration by key, the last value of several', async () => {
		scratch.git('remote', 'add', 'Up.stream', 'https://example.org/a=b.git');
		scratch.git('config', '--add', 'remote.Up.stream.url', 'https://example.org/second.git');
		const config = await git.config();
		assert.deepEqual(config.subsections('remote'), ['Up.stream']);
		assert.equal(config.get('remote.Up.stream.url'), 'https://example.org/second.git');
		assert.equal(config.all('remote.Up.stream.url').length, 2);
		assert.equal(config.get('remote.none.url'), undefined);
	});
});

describe('comparing two trees', () => {
	it('answers as git diff-tree does', async () => {
		const scratch = await Scratch.make();
		for (const path of ['a/b/c', 'a/b/d', 'a/e', 'f', 'turns/into/file', 'same/one'])
			await scratch.write(path, path);
		const first = scratch.commit();
		await scratch.write('a/b/c', 'changed');
		await scratch.write('new/file', 'x');
		await scratch.write('f', 'f', 0o755);
		await rm(join(scratch.folder, 'a/e'));
		await rm(join(scratch.folder, 'turns'), { recursive: true });
		await scratch.write('turns', 'x');
		const second = scratch.commit();
		const git = await GitRepository.open(scratch.folder);
		const changes = await git.diffTrees(await git.rootTree(first), await git.rootTree(second));
		const letters = { added: 'A', removed: 'D', modified: 'M' };
		const ours = changes.map(({ change, path }) => `${letters[change]}\t${path}`);
		const theirs = scratch.git('diff-tree', '-r', '--no-renames', '--name-status', first, second).split('\n');
		assert.deepEqual(ours.sort(), theirs.sort());
		assert.deepEqual(await git.diffTrees(await git.rootTree(first), await git.rootTree(first)), []);
		git.dispose();
		await scratch.dispose();
	});
});
