import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuiltCli, buildCli } from '../support/builtCli.ts';
import { makeSandbox, type Sandbox } from './dvcSandbox.ts';
import { asSets } from './jsonSets.ts';

/** What a test does to a clean project of the real DVC. `repo` has `data/` (a, b, sub/c), `f.bin` and a remote. */
interface Scene {
	readonly name: string;
	readonly change: (repo: string, sandbox: Sandbox) => Promise<unknown>;
}

async function removeObject(root: string, md5: string): Promise<void> {
	await rm(join(root, 'files', 'md5', md5.slice(0, 2), md5.slice(2)));
}

async function manifestOf(repo: string): Promise<string> {
	return /md5: (\w+\.dir)/.exec(await readFile(join(repo, 'data.dvc'), 'utf8'))?.[1] ?? '';
}

const remoteOf = (repo: string): string => join(repo, '..', 'remote');
/** md5 of "b\n". */
const md5OfB = '3b5d5c3712955042212316173ccf37be';

const scenes: readonly Scene[] = [
	{ name: 'nothing', change: () => Promise.resolve() },
	{
		name: 'a changed, a deleted and an added file in a folder',
		change: async (repo) => {
			await writeFile(join(repo, 'data', 'a'), 'changed\n');
			await rm(join(repo, 'data', 'b'));
			await writeFile(join(repo, 'data', 'new'), 'new\n');
		},
	},
	{
		name: 'a renamed file in a folder, and a copy of another',
		change: async (repo) => {
			await rename(join(repo, 'data', 'a'), join(repo, 'data', 'z'));
			await cp(join(repo, 'data', 'b'), join(repo, 'data', 'b2'));
		},
	},
	{
		name: 'a file of the same size with other content',
		change: (repo) => writeFile(join(repo, 'f.bin'), 'F\n'),
	},
	{
		name: 'files and folders that are gone',
		change: async (repo) => {
			await rm(join(repo, 'f.bin'));
			await rm(join(repo, 'data'), { recursive: true });
		},
	},
	{
		name: 'a file in place of a folder, and a folder in place of a file',
		change: async (repo) => {
			await rm(join(repo, 'data'), { recursive: true });
			await writeFile(join(repo, 'data'), 'x');
			await rm(join(repo, 'f.bin'));
			await mkdir(join(repo, 'f.bin'));
			await writeFile(join(repo, 'f.bin', 'inner'), 'inner\n');
		},
	},
	{
		name: 'objects that are gone from the cache',
		change: (repo) => removeObject(join(repo, '.dvc', 'cache'), md5OfB),
	},
	{
		name: 'a manifest that is gone from the cache only',
		change: async (repo) => removeObject(join(repo, '.dvc', 'cache'), await manifestOf(repo)),
	},
	{
		name: 'a manifest that is gone everywhere',
		change: async (repo) => {
			await removeObject(join(repo, '.dvc', 'cache'), await manifestOf(repo));
			await removeObject(remoteOf(repo), await manifestOf(repo));
			await writeFile(join(repo, 'data', 'new'), 'new\n');
		},
	},
	{
		name: 'ignored files in a folder',
		change: async (repo) => {
			await writeFile(join(repo, '.dvcignore'), '*.tmp\n/data/sub/\n');
			await writeFile(join(repo, 'data', 'x.tmp'), 'x');
		},
	},
	{
		name: 'content tracked again, not committed, not pushed',
		change: async (repo, { dvc }) => {
			await writeFile(join(repo, 'data', 'new'), 'new\n');
			await writeFile(join(repo, 'f.bin'), 'second\n');
			await dvc(repo, 'add', '-q', 'data', 'f.bin');
		},
	},
	{
		name: 'a moved folder',
		change: (repo, { dvc }) => dvc(repo, 'move', '-q', 'data', 'moved'),
	},
	{
		name: 'a pointer that was removed, and a new one',
		change: async (repo, { dvc }) => {
			await rm(join(repo, 'f.bin.dvc'));
			await writeFile(join(repo, 'other.bin'), 'other\n');
			await dvc(repo, 'add', '-q', 'other.bin');
		},
	},
	{
		name: 'a child that is gone from the remote',
		change: (repo) => removeObject(remoteOf(repo), md5OfB),
	},
	{
		name: 'an out that is not pushed and one that is not cached',
		change: async (repo) => {
			await appendFile(join(repo, 'f.bin.dvc'), '  push: false\n');
			await appendFile(join(repo, 'data.dvc'), '  cache: false\n');
		},
	},
];

async function makeProject(sandbox: Sandbox): Promise<string> {
	const repo = join(sandbox.folder, 'repo');
	await mkdir(join(repo, 'data', 'sub'), { recursive: true });
	await mkdir(remoteOf(repo));
	await sandbox.git(repo, 'init', '-q');
	await sandbox.dvc(repo, 'init', '-q');
	await sandbox.dvc(repo, 'remote', 'add', '-q', '-d', 'store', '../remote');
	for (const [name, text] of [
		['data/a', 'a\n'],
		['data/b', 'b\n'],
		['data/sub/c', 'c\n'],
		['f.bin', 'f\n'],
	] as const) {
		await writeFile(join(repo, name), text);
	}
	await sandbox.dvc(repo, 'add', '-q', 'data', 'f.bin');
	await sandbox.dvc(repo, 'push', '-q');
	await sandbox.git(repo, 'add', '-A');
	await sandbox.git(repo, 'commit', '-q', '-m', 'all');
	return repo;
}

const variants = [
	['--granular', '--unchanged', '--untracked-files', '--not-in-remote'],
	['--unchanged'],
] as const;

describe('status, asked beside the real DVC', function () {
	this.timeout(300_000);
	let cli: BuiltCli;
	let sandbox: Sandbox;
	let clean: string;
	before(async () => {
		cli = await buildCli();
		sandbox = await makeSandbox();
		clean = join(sandbox.folder, 'clean');
		await makeProject(sandbox);
		// The whole place is copied for each scene: the remote lies beside the repository.
		await mkdir(clean);
		for (const name of ['repo', 'remote']) await rename(join(sandbox.folder, name), join(clean, name));
	});
	after(async () => {
		await cli.dispose();
		await sandbox.dispose();
	});

	for (const { name, change } of scenes) {
		it(`answers the same with ${name}`, async () => {
			const place = join(sandbox.folder, `scene-${(await readdir(sandbox.folder)).length}`);
			await cp(clean, place, { recursive: true });
			const repo = join(place, 'repo');
			await change(repo, sandbox);
			for (const options of variants) {
				const theirs: unknown = JSON.parse(await sandbox.dvc(repo, 'data', 'status', '--json', ...options));
				const { code, stdout, stderr } = await cli.run(repo, ['status', '--json', ...options]);
				assert.equal(code, 0, stderr);
				assert.deepEqual(asSets(JSON.parse(stdout)), asSets(theirs), options.join(' '));
			}
		});
	}
});
