import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GitRef } from '../../../src/core/ports.ts';
import { unreadableTags, versionsFromRefs } from '../../../src/core/versions/versions.ts';
import { GitRepository } from '../../../src/platform/git/gitRepository.ts';
import { Scratch } from './scratch.ts';

describe('reading refs', () => {
	let scratch: Scratch;
	let commit: string;
	beforeEach(async () => {
		scratch = await Scratch.make();
		await scratch.write('file', 'x');
		commit = scratch.commit('first line\nof the subject\n\nbody');
	});
	afterEach(() => scratch.dispose());

	async function tags(): Promise<Map<string, GitRef>> {
		const git = await GitRepository.open(scratch.folder);
		const refs = await git.refs(['refs/tags']);
		git.dispose();
		return new Map(refs.map((ref) => [ref.name.replace('refs/tags/', ''), ref]));
	}

	it('lists every legal name as it is, and runs none of it', async () => {
		const names = [
			'-x',
			'--output=canary',
			'emoji-😀',
			'ü'.repeat(120),
			"it's;touch$IFScanary",
			'$(touch$IFScanary)',
		];
		for (const name of [...names, 'name@v1.0.0', 'name#prod#1', '%(refname)', 'a/b/c']) {
			scratch.git('update-ref', `refs/tags/${name}`, commit);
		}
		const found = await tags();
		for (const name of names) assert.equal(found.get(name)?.commit, commit, name);
		assert.equal(found.size, names.length + 4);
		assert.equal(existsSync(join(scratch.folder, 'canary')), false);
	});

	it('gives light tags the commit’s words and annotated ones their own', async () => {
		scratch.git('tag', 'light');
		scratch.git('tag', '-a', 'heavy', '-m', 'Release\n\nnotes');
		const found = await tags();
		const { subject, annotated, tagMessage } = found.get('light') ?? {};
		assert.deepEqual([subject, annotated, tagMessage], ['first line of the subject', false, undefined]);
		const heavy = found.get('heavy');
		assert.equal(heavy?.tagMessage, 'Release\n\nnotes');
		assert.equal(heavy.tagger, 'Ada');
		assert.ok((heavy.tagTime ?? 0) > heavy.commitTime);
		const [first, second] = versionsFromRefs([...found.values()]);
		assert.deepEqual([first?.message, first?.time], ['Release\n\nnotes', heavy.tagTime]);
		assert.deepEqual([second?.message, second?.time], ['first line of the subject', second?.commitTime]);
	});

	it('leaves a signature out of the message', async () => {
		const object = `object ${commit}\ntype commit\ntag signed\ntagger Ada <a@b> 1700000000 +0000\n\nText\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n`;
		const id = scratch.gitWith(object, 'hash-object', '-t', 'tag', '-w', '--stdin');
		scratch.git('update-ref', 'refs/tags/signed', id);
		assert.equal((await tags()).get('signed')?.tagMessage, 'Text');
	});

	it('peels a chain of annotated tags, the outermost speaking', async () => {
		scratch.git('tag', '-a', 'one', '-m', 'one');
		scratch.git('tag', '-a', 'two', 'one', '-m', 'two');
		scratch.git('tag', '-a', 'three', 'two', '-m', 'three');
		const three = (await tags()).get('three');
		assert.equal(three?.commit, commit);
		assert.equal(three.tagMessage, 'three');
	});

	it('lists tags of blobs and trees, and broken ones, as unreadable beside good ones', async () => {
		scratch.git('tag', 'good');
		scratch.git('tag', 'blob', 'HEAD:file');
		scratch.git('tag', '-a', 'tree', 'HEAD^{tree}', '-m', 'tree');
		await scratch.write('.git/refs/tags/missing', `${'d'.repeat(40)}\n`);
		await scratch.write('.git/refs/tags/garbage', 'not an id\n');
		const refs = [...(await tags()).values()];
		assert.deepEqual(
			versionsFromRefs(refs).map(({ name }) => name),
			['good'],
		);
		const unreadable = unreadableTags(refs).map(({ name }) => name);
		for (const name of ['blob', 'missing', 'tree']) assert.ok(unreadable.includes(name), name);
	});

	it('reads refs packed, and new ones on the next call', async () => {
		scratch.git('tag', 'v1');
		scratch.git('pack-refs', '--all');
		const git = await GitRepository.open(scratch.folder);
		assert.equal((await git.refs(['refs/tags'])).length, 1);
		await scratch.write('file', 'y');
		const second = scratch.commit('second');
		scratch.git('tag', 'v2');
		assert.equal((await git.refs(['refs/tags'])).at(-1)?.commit, second);
		assert.deepEqual(
			(await git.branches()).map(({ name }) => name),
			['refs/heads/main'],
		);
		git.dispose();
	});
});

describe('resolving what a person types', () => {
	it('finds tags, branches and short ids, and nothing in options or lines', async () => {
		const scratch = await Scratch.make();
		const commit = scratch.commit();
		scratch.git('tag', '-a', 'v1', '-m', 'v1');
		const git = await GitRepository.open(scratch.folder);
		for (const good of ['HEAD', 'main', 'v1', commit.slice(0, 8), 'refs/tags/v1']) {
			assert.equal(await git.resolve(good), commit, good);
		}
		for (const bad of ['', 'nope', '--all', '-h', 'HEAD\nHEAD', 'HEAD~5', 'v1 v1', 'a\0b']) {
			assert.equal(await git.resolve(bad), undefined, JSON.stringify(bad));
		}
		assert.equal(await git.resolve('HEAD'), commit, 'it still answers');
		git.dispose();
		await scratch.dispose();
	});

	it('has no commit, no history and a branch before the first commit', async () => {
		const scratch = await Scratch.make();
		const git = await GitRepository.open(scratch.folder);
		assert.deepEqual(await git.head(), { commit: undefined, branch: 'main' });
		assert.deepEqual(await git.recentCommits(5), []);
		const [first, second] = [scratch.commit('one'), scratch.commit('two')];
		const recent = await git.recentCommits(5);
		assert.deepEqual(
			recent.map(({ id, subject }) => [id, subject]),
			[
				[second, 'two'],
				[first, 'one'],
			],
		);
		scratch.git('switch', '-q', '--detach');
		assert.deepEqual(await git.head(), { commit: second, branch: undefined });
		git.dispose();
		await scratch.dispose();
	});
});
