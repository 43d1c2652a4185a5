import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { atomicWrite, isTempName, sweepTemps, tempPathFor } from '../../../src/platform/files/atomicWrite.ts';
import { temporaryFolder } from './temporaryFolder.ts';

describe('atomicWrite', () => {
	const folder = temporaryFolder();

	it('creates and replaces, leaving nothing else behind', async () => {
		const path = join(folder(), 'a.dvc');
		await atomicWrite(path, 'one');
		await atomicWrite(path, 'two');
		assert.equal(await readFile(path, 'utf8'), 'two');
		assert.deepEqual(await readdir(folder()), ['a.dvc']);
	});

	it('keeps the mode of the file it replaces', async () => {
		const path = join(folder(), 'script');
		await writeFile(path, 'x');
		await chmod(path, 0o750);
		await atomicWrite(path, 'y');
		assert.equal((await stat(path)).mode & 0o777, 0o750);
	});

	it('refuses a link, a folder, and a file that must not exist yet', async () => {
		const outside = join(folder(), 'outside');
		await writeFile(outside, 'precious');
		await symlink(outside, join(folder(), 'link'));
		await mkdir(join(folder(), 'sub'));
		for (const name of ['link', 'sub']) {
			await assert.rejects(atomicWrite(join(folder(), name), 'x'), isRefused);
		}
		await assert.rejects(atomicWrite(outside, 'x', { mustBeNew: true }), isRefused);
		assert.equal(await readFile(outside, 'utf8'), 'precious');
		assert.deepEqual((await readdir(folder())).sort(), ['link', 'outside', 'sub']);
	});

	it('names the file when the disk refuses, and leaves nothing', async () => {
		const path = join(folder(), 'x'.repeat(300));
		await assert.rejects(
			atomicWrite(path, 'new'),
			(error) => TidemarkError.is(error, 'io') && error.file === path && error.message.includes('too long'),
		);
		assert.deepEqual(await readdir(folder()), []);
	});

	it('shows any reader the old or the new content whole, even when the writer is killed', async function () {
		this.timeout(30_000);
		const path = join(folder(), 'pointer');
		const contents = ['a', 'b'].map((letter) => letter.repeat(200_000));
		await writeFile(path, contents[0] ?? '');
		for (let round = 0; round < 6; round++) {
			await killWriter(path, 60 + round * 15);
			assert.ok(contents.includes(await readFile(path, 'utf8')));
		}
		await sweepTemps(folder());
		assert.deepEqual(await readdir(folder()), ['pointer']);
	});
});

describe('sweepTemps', () => {
	const folder = temporaryFolder();

	it('removes only what dead processes of this machine left', async () => {
		const host = Buffer.from(hostname()).toString('hex').slice(0, 12);
		const dead = `.tidemark-${host}-999999999-0123456789ab.tmp`;
		const elsewhere = '.tidemark-ffffffffffff-999999999-0123456789ab.tmp';
		const own = tempPathFor(join(folder(), 'x'));
		for (const name of [dead, elsewhere, 'a.tmp', 'data']) await writeFile(join(folder(), name), 'x');
		await writeFile(own, 'x');
		assert.deepEqual(await sweepTemps(folder()), [dead]);
		assert.equal((await readdir(folder())).length, 4);
		assert.ok(isTempName(dead) && !isTempName('a.tmp'));
	});
});

function isRefused(error: unknown): boolean {
	return TidemarkError.is(error, 'refused');
}

/** Starts a process that writes `path` over and over, and kills it in the middle of that. */
async function killWriter(path: string, after: number): Promise<void> {
	const module = new URL('../../../src/platform/files/atomicWrite.ts', import.meta.url).href;
	const script = `
		const { atomicWrite } = await import(${JSON.stringify(module)});
		console.log('ready');
		for (let i = 1; ; i++) await atomicWrite(${JSON.stringify(path)}, (i % 2 ? 'b' : 'a').repeat(200000));`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	await new Promise((resolve) => child.stdout.once('data', resolve));
	await new Promise((resolve) => setTimeout(resolve, after));
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	await ended;
}
