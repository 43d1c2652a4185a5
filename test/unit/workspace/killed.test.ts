import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDvcFile } from '../../../src/core/pointers/dvcFile.ts';
import { initialise } from '../../../src/platform/workspace/initialise.ts';
import { track } from '../../../src/platform/workspace/track.ts';
import {
	contentsOf,
	makeSandbox,
	openWorkspace,
	type Sandbox,
	type Workspace,
} from '../../interop/dvcSandbox.ts';

const child = fileURLToPath(new URL('trackChild.ts', import.meta.url));

describe('Tracking that is killed', function () {
	this.timeout(60_000);
	let sandbox: Sandbox;
	let workspace: Workspace;
	let root: string;

	before(async () => {
		sandbox = await makeSandbox();
		root = join(sandbox.folder, 'repo');
		await mkdir(join(root, 'data'), { recursive: true });
		await sandbox.git(root, 'init', '-q', '-b', 'main');
		for (let at = 0; at < 300; at++)
			await writeFile(join(root, 'data', `${at}`), `content ${at} `.repeat(500));
		workspace = await openWorkspace(root);
		await initialise(workspace.context);
	});

	after(async () => {
		await workspace.dispose();
		await sandbox.dispose();
	});

	/** Starts tracking in another process and kills it so many milliseconds after it began. */
	async function killedAfter(milliseconds: number): Promise<void> {
		const running = spawn(process.execPath, [child, root], { stdio: ['ignore', 'pipe', 'ignore'] });
		await once(running.stdout, 'data');
		await new Promise((resolve) => setTimeout(resolve, milliseconds));
		running.kill('SIGKILL');
		if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
	}

	async function assertWhole(content: ReadonlyMap<string, string>): Promise<void> {
		assert.deepEqual(await contentsOf(join(root, 'data')), content);
		const objects = await contentsOf(join(root, '.dvc/cache/files'), (path) => !path.endsWith('.tmp')).catch(
			() => [],
		);
		for (const [path, text] of objects) {
			const hash = createHash('md5')
				.update(text.slice(text.indexOf(' ') + 1), 'latin1')
				.digest('hex');
			assert.equal(path.replaceAll('/', '').replace('md5', '').replace('.dir', ''), hash);
			assert.ok(text.startsWith('444 '));
		}
		const pointer = (await contentsOf(root, (path) => path === 'data.dvc')).get('data.dvc');
		if (pointer !== undefined) parseDvcFile(pointer.slice(4), 'data.dvc');
	}

	it('FAULT-01 to FAULT-04: leaves everything whole, and a repeat completes it', async () => {
		const content = await contentsOf(join(root, 'data'));
		for (const wait of [0, 5, 15, 30, 60, 100, 150, 250]) {
			await killedAfter(wait);
			await assertWhole(content);
			await rm(join(root, 'data.dvc'), { force: true });
			if (wait === 60) await rm(join(root, '.dvc/cache'), { recursive: true, force: true });
		}
		const [result] = await track(workspace.context, ['data']);
		assert.equal(result?.fileCount, 300);
		await assertWhole(content);
		const left = await contentsOf(join(root, '.dvc/cache'), (path) => path.endsWith('.tmp'));
		assert.deepEqual([...left.keys()], []);
	});
});
