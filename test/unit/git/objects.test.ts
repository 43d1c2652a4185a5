import assert from 'node:assert/strict';
import { chmod, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { GitRepository } from '../../../src/platform/git/gitRepository.ts';
import { Scratch } from './scratch.ts';

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

describe('reading objects', () => {
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

	function id(path: string): string {
		return scratch.git('rev-parse', `HEAD:${path}`);
	}

	it('gives the entries of a tree as git lists them', async () => {
		await scratch.write('run.sh', 'x', 0o755);
		await scratch.write('sub/ü 😀.txt', 'y');
		await symlink('run.sh', join(scratch.folder, 'link'));
		const commit = scratch.commit();
		const tree = await git.tree(await git.rootTree(commit));
		assert.deepEqual(tree, [
			{ name: 'link', type: 'link', executable: false, id: id('link') },
			{ name: 'run.sh', type: 'blob', executable: true, id: id('run.sh') },
			{ name: 'sub', type: 'tree', executable: false, id: id('sub') },
		]);
		assert.equal((await git.tree(id('sub')))[0]?.name, 'ü 😀.txt');
	});

	it('leaves out blobs that are too large, whatever comes after them', async () => {
		await scratch.write('large', Buffer.alloc(3_000_000, 7));
		await scratch.write('small', 'small');
		await scratch.write('empty', '');
		scratch.commit();
		const ids = ['large', 'small', 'empty'].map(id);
		for (const limit of [100, 2_000_000]) {
			const blobs = await git.blobs([...ids, 'e'.repeat(40)], limit);
			assert.deepEqual([...blobs.keys()].sort(), ids.slice(1).sort(), `limit ${limit}`);
			assert.equal(Buffer.from(blobs.get(ids[1] ?? '') ?? []).toString(), 'small');
		}
		assert.equal((await git.blobs(ids, 3_000_000)).size, 3);
		assert.equal(await git.blobSize(ids[0] ?? ''), 3_000_000);
		assert.equal(await git.blobSize('e'.repeat(40)), undefined);
	});

	it('does not wait for git to unpack something enormous that is not wanted', async () => {
		await scratch.write('huge', Buffer.alloc(60_000_000, 7));
		await scratch.write('small', 'small');
		scratch.commit();
		const ids = ['small', 'huge', 'huge', 'small'].map(id);
		const [blobs, again] = await Promise.all([git.blobs(ids, 2_000_000), git.blobs(ids, 2_000_000)]);
		assert.deepEqual([...blobs.keys(), ...again.keys()], [ids[0], ids[0]]);
	});

	it('streams a blob of any size', async () => {
		const content = Buffer.alloc(5_000_000, 'tidemark ');
		await scratch.write('large', content);
		scratch.commit();
		assert.ok(content.equals(await bytesOf(git.blob(id('large')))));
		await assert.rejects(bytesOf(git.blob('e'.repeat(40))), /History not present/);
		await assert.rejects(bytesOf(git.blob('--batch')), /not an object id/);
	});

	it('stops its process when a stream is left early', async () => {
		await scratch.write('large', Buffer.alloc(50_000_000, 1));
		scratch.commit();
		for await (const chunk of git.blob(id('large'))) {
			assert.ok(chunk.length > 0);
			break;
		}
		assert.equal((await git.blobs([id('large')], 10)).size, 0);
	});

	it('answers for the other objects when git dies on a damaged one', async () => {
		await scratch.write('bad', 'will be damaged');
		await scratch.write('good', 'good');
		scratch.commit();
		const [bad, good] = [id('bad'), id('good')];
		const file = join(scratch.folder, '.git/objects', bad.slice(0, 2), bad.slice(2));
		await chmod(file, 0o644);
		await writeFile(file, 'no zlib');
		const answers = await Promise.all([
			git.blobs([good], 2_000_000),
			git.blobs([bad, good], 2_000_000),
			git.blobs([good, bad, bad], 2_000_000),
		]);
		assert.deepEqual(
			answers.map((blobs) => [...blobs.keys()]),
			[[good], [good], [good]],
		);
		assert.equal((await git.blobs([good], 100)).size, 1);
	});

	it('answers many questions asked at once, each with its own', async () => {
		for (let n = 0; n < 300; n++) await scratch.write(`f${n}`, `content ${n}`);
		const commit = scratch.commit();
		const entries = await git.tree(await git.rootTree(commit));
		const answers = await Promise.all(
			entries.map((entry) => git.blobs([entry.id], n(entry.name) % 2 ? 99 : 2 ** 20)),
		);
		for (const [index, entry] of entries.entries()) {
			const text = Buffer.from(answers[index]?.get(entry.id) ?? []).toString();
			assert.equal(text, `content ${n(entry.name)}`);
		}
	});

	it('names the same blobs as git', async () => {
		await scratch.write('file', 'some content\n');
		scratch.commit();
		assert.equal(git.blobId(Buffer.from('some content\n')), id('file'));
	});

	it('uses one process for it all, and ends it', async () => {
		await scratch.write('file', 'x');
		const commit = scratch.commit();
		await git.rootTree(commit);
		await git.blobs([id('file')], 10);
		assert.equal((await children()).filter((name) => name.includes('cat-file')).length, 1);
		git.dispose();
		await new Promise((resolve) => setTimeout(resolve, 200));
		assert.equal((await children()).filter((name) => name.includes('cat-file')).length, 0);
	});
});

function n(name: string): number {
	return Number(name.slice(1));
}

/** Command lines of this process's children (Linux). */
async function children(): Promise<string[]> {
	const { readFile } = await import('node:fs/promises');
	const lines: string[] = [];
	for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
		const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
		if (!status.includes(`PPid:\t${process.pid}\n`)) continue;
		lines.push(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''));
	}
	return lines;
}

describe('repositories of other kinds', () => {
	it('reads one with sha256 ids', async () => {
		const scratch = await Scratch.make(['--object-format=sha256', '-b', 'main']);
		await scratch.write('sub/file', 'x');
		const commit = scratch.commit();
		scratch.git('tag', '-a', 'v1', '-m', 'v1');
		const git = await GitRepository.open(scratch.folder);
		assert.equal(commit.length, 64);
		assert.equal((await git.refs(['refs/tags']))[0]?.commit, commit);
		const [sub] = await git.tree(await git.rootTree(commit));
		const [file] = await git.tree(sub?.id ?? '');
		assert.equal(file?.id, git.blobId(Buffer.from('x')));
		git.dispose();
		await scratch.dispose();
	});

	it('says that history is not present in a shallow clone', async () => {
		const source = await Scratch.make();
		const first = source.commit('one');
		source.commit('two');
		const clone = await Scratch.make();
		clone.git('pull', '-q', '--depth=1', `file://${source.folder}`, 'main');
		const git = await GitRepository.open(clone.folder);
		assert.equal(git.isShallow, true);
		await assert.rejects(git.rootTree(first), (error) => {
			assert.ok(TidemarkError.is(error, 'git'));
			assert.match(error.describe(), /History not present.*git fetch --unshallow/);
			return true;
		});
		assert.equal((await git.recentCommits(5)).length, 1);
		git.dispose();
		await Promise.all([source.dispose(), clone.dispose()]);
	});

	it('fetches nothing by itself in a partial clone', async () => {
		const source = await Scratch.make();
		await source.write('file', 'content');
		source.commit();
		source.git('config', 'uploadpack.allowFilter', 'true');
		const clone = await Scratch.make();
		clone.git('remote', 'add', 'origin', `file://${source.folder}`);
		clone.git('fetch', '-q', '--filter=blob:none', 'origin', 'main');
		const { TIDEMARK_CACHE: before } = process.env;
		process.env['TIDEMARK_CACHE'] = join(clone.folder, '.git', 'tidemark-cache');
		const git = await GitRepository.open(clone.folder);
		if (before === undefined) delete process.env['TIDEMARK_CACHE'];
		else process.env['TIDEMARK_CACHE'] = before;
		const commit = (await git.resolve('FETCH_HEAD')) ?? '';
		const [file] = await git.tree(await git.rootTree(commit));
		assert.equal((await git.blobs([file?.id ?? ''], 100)).size, 0);
		assert.equal((await git.blobs([file?.id ?? ''], 2 ** 20)).size, 0);
		assert.equal(await git.blobSize(file?.id ?? ''), undefined);
		git.dispose();
		await Promise.all([source.dispose(), clone.dispose()]);
	});
});
