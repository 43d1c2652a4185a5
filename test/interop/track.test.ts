import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { initialise } from '../../src/platform/workspace/initialise.ts';
import { lockProject } from '../../src/platform/workspace/lock.ts';
import { track } from '../../src/platform/workspace/track.ts';
import { unpackFixture } from '../support/fixtures.ts';
import { dvcPath } from '../support/tools.ts';
import {
	contentsOf,
	makeSandbox,
	openWorkspace,
	type Sandbox,
	seededRandom,
	type Workspace,
} from './dvcSandbox.ts';

const seed = Number(process.env['TIDEMARK_SEED'] ?? Date.now() % 100_000);

/** What both tools are to write alike: all but git's own folder, DVC's scratch files and the content itself. */
function isOurs(path: string): boolean {
	if (path.startsWith('.git/') || path.startsWith('.dvc/tmp/')) return false;
	return path.startsWith('.dvc') || path.endsWith('.dvc') || path.endsWith('.gitignore');
}

async function put(root: string, path: string, content: string): Promise<void> {
	await mkdir(dirname(join(root, path)), { recursive: true });
	await writeFile(join(root, path), content);
}

/** A random folder: nested, with hidden, empty, equal and odd files. */
async function putRandomFolder(root: string, folder: string, random: () => number): Promise<string[]> {
	const names = [
		'a',
		'é',
		'b c',
		'.hidden',
		'😀',
		'ﬀ',
		"it's",
		'x.txt',
		'A',
		'#1',
		'[z]',
		'a\\b',
		'q"',
		'tab\tname',
	];
	const pick = (): string => names[Math.floor(random() * names.length)] ?? 'a';
	const made: string[] = [];
	for (let at = 0; at < 60; at++) {
		const depth = Math.floor(random() * 3);
		const path = [folder, ...Array.from({ length: depth }, () => `d${pick()}`), `${at % 40}${pick()}`].join(
			'/',
		);
		await put(
			root,
			path,
			random() < 0.1 ? '' : `content ${Math.floor(random() * 20)}\r\n`.repeat(1 + random() * 50),
		);
		made.push(path);
	}
	await mkdir(join(root, folder, 'empty'), { recursive: true });
	return made;
}

describe(`Tracking as the real DVC does (TIDEMARK_SEED=${seed})`, function () {
	this.timeout(120_000);
	let sandbox: Sandbox;
	let theirs: string;
	let ours: string;
	let workspace: Workspace;
	const random = seededRandom(seed);
	let files: string[];

	/** The same change of content on both sides. */
	async function change(act: (root: string) => Promise<void>): Promise<void> {
		await act(theirs);
		await act(ours);
	}

	async function assertAlike(): Promise<void> {
		assert.deepEqual(await contentsOf(ours, isOurs), await contentsOf(theirs, isOurs));
	}

	before(async () => {
		sandbox = await makeSandbox();
		[theirs, ours] = [join(sandbox.folder, 'theirs'), join(sandbox.folder, 'ours')];
		await mkdir(theirs);
		await sandbox.git(theirs, 'init', '-q', '-b', 'main');
		files = await putRandomFolder(theirs, 'data/set', random);
		await put(theirs, '.gitignore', '*.log');
		await put(theirs, 'models/net.onnx', 'weights');
		await put(theirs, 'models/run.sh', '#!/bin/sh\n');
		await chmod(join(theirs, 'models/run.sh'), 0o654);
		await put(theirs, 'true', 'yes');
		await put(theirs, 'empty.bin', '');
		await put(theirs, 'big.bin', 'x'.repeat(3_000_000));
		await mkdir(join(theirs, 'nothing'));
		await symlink('big.bin', join(theirs, 'link.onnx'));
		await cp(theirs, ours, { recursive: true, verbatimSymlinks: true });
		workspace = await openWorkspace(ours);
	});

	after(async () => {
		await workspace?.dispose();
		await sandbox?.dispose();
	});

	it('initialises a project alike, index included', async () => {
		await sandbox.dvc(theirs, 'init', '-q');
		await initialise(workspace.context);
		await assertAlike();
		const index = ['diff', '--cached', '--name-status'];
		assert.equal(await sandbox.git(ours, ...index), await sandbox.git(theirs, ...index));
		await change((root) => appendFile(join(root, '.dvcignore'), '*.skip\n/data/set/1*/\n'));
		await change((root) => put(root, 'data/set/not.skip', 'ignored'));
	});

	it('tracks files and folders alike, byte for byte, modes included', async () => {
		const paths = [
			'data/set',
			'models/net.onnx',
			'models/run.sh',
			'true',
			'empty.bin',
			'big.bin',
			'nothing',
			'link.onnx',
		];
		await sandbox.dvc(theirs, 'add', '-q', ...paths);
		await track(workspace.context, paths);
		await assertAlike();
	});

	it('brings changed content up to date alike, and keeps comments and order', async () => {
		await change(async (root) => {
			await put(root, files[0] ?? '', 'changed');
			await rm(join(root, files[1] ?? ''));
			await put(root, 'data/set/new/file', 'new');
			await rm(join(root, 'models/net.onnx'));
			await put(root, 'models/net.onnx', 'other weights');
			await rm(join(root, 'true'));
			await put(root, 'true/now a folder', 'x');
			const pointer = join(root, 'models/net.onnx.dvc');
			const text = await readFile(pointer, 'utf8');
			await writeFile(
				pointer,
				text
					.replace('outs:', '# who made it\nouts:')
					.replace('  size: 7\n', '')
					.replace('path: net.onnx', 'path: net.onnx # inline') +
					"  desc: it's good\n  labels: [nlp, en]\n# about meta\nmeta:\n  owner: me\n",
			);
			await put(root, 'old.bin', 'legacy\r\n');
			await put(
				root,
				'old.bin.dvc',
				'outs:\n- md5: 60b725f10c9c85c70d97880dfe8191b3\n  size: 3\n  path: old.bin\n',
			);
			await put(root, 'bare.bin', 'bare');
			await put(root, 'bare.bin.dvc', 'outs:\n- path: bare.bin\n');
			await put(root, 'two/m.bin', 'm');
			await put(root, 'two/n.bin', 'n');
		});
		const paths = ['data/set', 'models/net.onnx', 'true', 'old.bin', 'bare.bin'];
		await sandbox.dvc(theirs, 'add', '-q', ...paths);
		await track(workspace.context, paths);
		await assertAlike();
	});

	it('changes one part of a folder alike', async () => {
		const part = files[2] ?? '';
		await change(async (root) => {
			await put(root, 'data/set/added.txt', 'added');
			await put(root, part, 'not tracked yet');
			await put(root, 'data/set/sub/one', '1');
		});
		await sandbox.dvc(theirs, 'add', '-q', 'data/set/added.txt', 'data/set/sub');
		await track(workspace.context, ['data/set/added.txt', 'data/set/sub']);
		await assertAlike();
		await sandbox.dvc(theirs, 'add', '-q', part);
		await track(workspace.context, [part]);
		await assertAlike();
	});

	it('leaves a repository DVC finds clean, and pushes and pulls whole', async () => {
		await sandbox.dvc(ours, 'add', '-q', 'data/set');
		const pointers = await contentsOf(ours, isOurs);
		await track(workspace.context, ['data/set']);
		assert.deepEqual(await contentsOf(ours, isOurs), pointers);
		assert.equal((await sandbox.dvc(ours, 'status', '--json')).trim(), '{}');
		await sandbox.git(ours, 'add', '-A');
		await sandbox.git(ours, 'commit', '-q', '-m', 'data');
		assert.equal((await sandbox.dvc(ours, 'data', 'status', '--json')).trim(), '{}');
		await sandbox.dvc(ours, 'remote', 'add', '-q', '-d', 'store', '../store');
		await sandbox.dvc(ours, 'push', '-q');
		const clone = join(sandbox.folder, 'clone');
		await sandbox.git(sandbox.folder, 'clone', '-q', ours, clone);
		await cp(join(ours, '.dvc/config'), join(clone, '.dvc/config'));
		await sandbox.dvc(clone, 'pull', '-q');
		const content = (path: string): boolean => path.startsWith('data/set/') && !path.endsWith('.skip');
		const bytes = (found: Map<string, string>) => [...found].map(([path, text]) => [path, text.slice(4)]);
		const kept = bytes(await contentsOf(ours, content)).filter(
			([path]) => !/^data\/set\/1[^/]*\//.test(path ?? ''),
		);
		assert.deepEqual(bytes(await contentsOf(clone, content)), kept);
	});
});

describe('Working beside the real DVC', function () {
	this.timeout(60_000);

	it('CONC-02: keeps DVC out while it works, and stays out while DVC works', async function () {
		if (process.platform !== 'linux') this.skip();
		const sandbox = await makeSandbox();
		try {
			const root = join(sandbox.folder, 'repo');
			await mkdir(root);
			await sandbox.git(root, 'init', '-q', '-b', 'main');
			await sandbox.dvc(root, 'init', '-q');
			const held = await lockProject(root, []);
			assert.equal(held.stopsDvc, true);
			await assert.rejects(sandbox.dvc(root, 'status'), /Unable to acquire lock/);
			await held.release();
			assert.equal((await sandbox.dvc(root, 'status', '--json')).trim(), '{}');
			const script =
				'import sys, time, zc.lockfile; l = zc.lockfile.LockFile(sys.argv[1]); print(1, flush=True); time.sleep(9)';
			const python = join(dirname(await dvcPath()), 'python');
			const holder = spawn(python, ['-c', script, join(root, '.dvc/tmp/lock')]);
			await once(holder.stdout, 'data');
			await assert.rejects(lockProject(root, [], { patience: 0 }), new RegExp(`process ${holder.pid} `));
			holder.kill();
		} finally {
			await sandbox.dispose();
		}
	});
});

describe('Tracking names that are odd', function () {
	this.timeout(120_000);

	it('writes the pointers and ignore lines DVC wrote for 31 of them, but for one it gets wrong', async () => {
		const fixture = await unpackFixture('unicode-and-spaces');
		const sandbox = await makeSandbox();
		try {
			const ours = join(sandbox.folder, 'ours');
			await mkdir(ours);
			await sandbox.git(ours, 'init', '-q', '-b', 'main');
			const pointers = await contentsOf(join(fixture.repo, 'odd'), (path) => path.endsWith('.dvc'));
			const names = [...pointers.keys()].map((path) => path.slice(0, -'.dvc'.length));
			assert.equal(names.length, 31);
			for (const name of names)
				await put(ours, `odd/${name}`, await readFile(join(fixture.repo, 'odd', name), 'utf8'));
			const workspace = await openWorkspace(ours);
			await track(
				workspace.context,
				names.map((name) => `odd/${name}`),
			);
			await workspace.dispose();
			assert.deepEqual(await contentsOf(join(ours, 'odd'), (path) => path.endsWith('.dvc')), pointers);
			const lines = async (root: string) =>
				(await readFile(join(root, 'odd/.gitignore'), 'utf8')).split('\n').sort();
			const theirs = (await lines(fixture.repo)).map((line) =>
				line === '/trail.bin ' ? '/trail.bin\\ ' : line,
			);
			assert.deepEqual(await lines(ours), theirs.sort());
			await sandbox.git(ours, 'add', '-A');
			const inGit = (await sandbox.git(ours, 'ls-files', '-z', 'odd')).split('\0').filter(Boolean);
			assert.deepEqual(
				inGit.filter((path) => !path.endsWith('.dvc')),
				['odd/.gitignore'],
			);
			assert.equal((await sandbox.dvc(ours, 'status', '--json')).trim(), '{}');
		} finally {
			await sandbox.dispose();
			await fixture.dispose();
		}
	});
});

describe('Tracking content of a cloud-versioned remote', function () {
	this.timeout(60_000);

	it('keeps where unchanged files are and forgets it for changed ones, as DVC does', async () => {
		const [theirs, ours] = [await unpackFixture('version-aware'), await unpackFixture('version-aware')];
		const sandbox = await makeSandbox();
		const workspace = await openWorkspace(ours.repo);
		try {
			for (const { repo } of [theirs, ours]) {
				await put(repo, 'dd/a.txt', 'changed');
				await put(repo, 'dd/new file.txt', 'new');
				await put(repo, 'm.bin', 'other');
			}
			await sandbox.dvc(theirs.repo, 'add', '-q', 'dd', 'm.bin');
			await track(workspace.context, ['dd', 'm.bin']);
			assert.deepEqual(await contentsOf(ours.repo, isOurs), await contentsOf(theirs.repo, isOurs));
		} finally {
			await workspace.dispose();
			for (const made of [theirs, ours, sandbox]) await made.dispose();
		}
	});
});
