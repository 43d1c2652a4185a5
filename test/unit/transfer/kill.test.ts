import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LocalRemote } from '../../../src/platform/remotes/local.ts';
import { fetchArtifacts } from '../../../src/platform/transfer/fetch.ts';
import { pushArtifacts } from '../../../src/platform/transfer/push.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';
import { folderSettings } from '../remotes/settingsOf.ts';
import { folderArtifact, onePlace, sample } from './samples.ts';

const files = Object.fromEntries(
	Array.from({ length: 150 }, (_, at) => [`f${at}`, sample(`content ${at} `.repeat(2000))]),
);
const { artifact, manifest } = folderArtifact('data', files);

async function objectsBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Every file that has the name of an object has its content. */
async function assertWhole(folder: string): Promise<void> {
	for (const path of await objectsBelow(folder)) {
		if (path.endsWith('.tmp')) continue;
		const name = path.split('/').slice(-2).join('').replace('.dir', '');
		assert.equal(
			createHash('md5')
				.update(await readFile(path))
				.digest('hex'),
			name,
			path,
		);
		assert.equal((await stat(path)).mode & 0o777, 0o444, path);
	}
}

describe('a transfer that is killed', function () {
	this.timeout(120_000);
	const folder = temporaryFolder();

	/** Runs `call` (push or fetch) in a process of its own and kills it after some milliseconds of it. */
	async function killed(call: 'pushArtifacts' | 'fetchArtifacts', after: number): Promise<void> {
		const at = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
		const script = `
			const { ${call} } = await import(${at(`../../../src/platform/transfer/${call === 'pushArtifacts' ? 'push' : 'fetch'}.ts`)});
			const { LocalRemote } = await import(${at('../../../src/platform/remotes/local.ts')});
			const { folderSettings } = await import(${at('../remotes/settingsOf.ts')});
			const { onePlace } = await import(${at('./samples.ts')});
			const [folder, artifact] = JSON.parse(process.argv[1]);
			const remote = new LocalRemote(folderSettings(folder + '/remote'), folder + '/remote');
			console.log('ready');
			await ${call}([{ artifact }], onePlace(folder + '/cache', remote));`;
		const argument = JSON.stringify([folder(), artifact]);
		const child = spawn(process.execPath, ['--input-type=module', '-e', script, argument], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const ended = new Promise((resolve) => child.once('exit', resolve));
		await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
		await Promise.race([new Promise((resolve) => setTimeout(resolve, after)), ended]);
		child.kill('SIGKILL');
		await ended;
	}

	async function fill(place: 'cache' | 'remote'): Promise<void> {
		for (const { key, bytes } of [...Object.values(files), manifest]) {
			const path = join(folder(), place, key);
			await mkdir(dirname(path), { recursive: true });
			await writeFile(path, bytes, { mode: 0o444 });
		}
	}

	it('leaves whole objects only, and the next one finishes and cleans up: fetch', async () => {
		await fill('remote');
		for (const after of [10, 40, 90]) {
			await killed('fetchArtifacts', after);
			await assertWhole(join(folder(), 'cache'));
		}
		const remote = new LocalRemote(folderSettings(join(folder(), 'remote')), join(folder(), 'remote'));
		const report = await fetchArtifacts([{ artifact }], onePlace(join(folder(), 'cache'), remote));
		assert.ok(report.results.every(({ outcome }) => outcome !== 'failed'));
		await assertWhole(join(folder(), 'cache'));
		assert.equal(
			(await objectsBelow(join(folder(), 'cache'))).filter((path) => !path.endsWith('.tmp')).length,
			151,
		);
	});

	it('leaves whole objects only, and never a manifest without its files: push', async () => {
		await fill('cache');
		await mkdir(join(folder(), 'remote'));
		const stored = join(folder(), 'remote');
		for (const after of [30, 90, 200]) {
			await killed('pushArtifacts', after);
			await assertWhole(stored);
			const names = await objectsBelow(stored);
			if (names.some((name) => name.endsWith('.dir'))) {
				assert.equal(names.filter((name) => !name.endsWith('.tmp')).length, 151);
			}
		}
		const remote = new LocalRemote(folderSettings(stored), stored);
		const report = await pushArtifacts([{ artifact }], onePlace(join(folder(), 'cache'), remote));
		assert.ok(report.results.every(({ outcome }) => outcome !== 'failed'));
		assert.equal((await objectsBelow(stored)).filter((path) => !path.endsWith('.tmp')).length, 151);
	});
});
