import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { newPage, startBrowser } from '../support/browser.ts';
import { projectRoot } from '../support/projectRoot.ts';
import { privateFolders } from '../support/vscodeHost.ts';
import { Workbench } from '../support/workbench.ts';

describe('npm start where no desktop VS Code is', function () {
	this.timeout(180_000);
	let folder: string;
	let started: ChildProcess;
	let address: string;
	let output = '';
	let browser: Browser | undefined;

	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'tidemark-start-'));
		started = spawn(process.execPath, [join('test', 'support', 'launch.mjs'), 'start', '--no-open'], {
			cwd: projectRoot,
			env: { ...process.env, ...privateFolders(folder), TIDEMARK_DEMO: join(folder, 'demo') },
		});
		address = await new Promise((resolve, reject) => {
			const read = (data: unknown): void => {
				output += String(data);
				const [found] = /http:\/\/localhost:\S+/.exec(output) ?? [];
				if (found !== undefined && output.includes('Ctrl-C')) resolve(found);
			};
			started.stdout?.on('data', read);
			started.stderr?.on('data', read);
			started.once('close', () => reject(new Error(output)));
		});
	});
	after(async () => {
		await browser?.close();
		started.kill('SIGKILL');
		await rm(folder, { recursive: true, force: true });
	});

	it('prints an address that holds a secret, without which the editor does not open', async () => {
		const token = new URL(address).searchParams.get('tkn') ?? '';
		assert.ok(token.length >= 32, token);
		const stranger = await fetch(new URL('/', address));
		assert.equal(stranger.status, 403);
	});

	it('opens the demo with Tidemark, its storage approved', async () => {
		browser = await startBrowser();
		const workbench = new Workbench(await newPage(browser));
		await workbench.open(address);
		await workbench.openContainer('Tidemark');
		await workbench.view('Versions').row('v1.2.0').waitFor();
		await workbench.statusItem('4 unpushed').waitFor();
	});

	it('ends with Ctrl-C, and everything it started with it', async () => {
		const ended = new Promise<number | null>((resolve) => started.once('close', resolve));
		started.kill('SIGINT');
		assert.equal(await ended, 0, output);
		assert.match(output, /Stopped\./);
		await assert.rejects(fetch(address));
	});
});
