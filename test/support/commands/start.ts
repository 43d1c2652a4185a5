import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoredConsent } from '../../../src/platform/project/approvals.ts';
import { configFolder } from '../../../src/platform/project/userFolders.ts';
import type { Demo } from '../../demo/makeDemo.ts';
import { openOnDesktop } from '../desktopCode.ts';
import { freePort } from '../freePort.ts';
import { projectRoot } from '../projectRoot.ts';
import { codeServer } from '../tools.ts';
import { startVscode } from '../vscodeServer.ts';
import { prepareDemo } from './demo.ts';
import { buildExtension } from './steps.ts';

/**
 * `npm start [-- --fresh] [-- --no-open]`: builds, prepares the demo and opens it in VS Code with the extension; waits until
 * the window is closed or Ctrl-C is pressed. With `--no-open`, or `TIDEMARK_NO_OPEN=1`, the desktop is left alone and only
 * an address is printed.
 */
export async function start(args: readonly string[]): Promise<number> {
	const interrupted = untilInterrupted();
	await buildExtension();
	const demo = await prepareDemo(args.includes('--fresh'));
	await approveStorage(demo);
	const headless = args.includes('--no-open') || Boolean(process.env['TIDEMARK_NO_OPEN']);
	if (!headless && (await openOnDesktop(demo.repository, projectRoot, interrupted))) return 0;
	await serve(demo, interrupted);
	return 0;
}

/** The demo's remote is ours: writing to it needs no question. */
async function approveStorage(demo: Demo): Promise<void> {
	const consent = new StoredConsent({ folder: configFolder() });
	await consent.approve({ remoteName: 'storage', url: demo.storage, access: 'write' });
}

async function serve(demo: Demo, interrupted: Promise<void>): Promise<void> {
	console.log('Preparing VS Code (the first time takes about half a minute) …');
	await codeServer();
	const dataFolder = await mkdtemp(join(tmpdir(), 'tidemark-vscode-'));
	const token = randomBytes(24).toString('base64url');
	const server = await startVscode({ dataFolder, port: await freePort(), token, installed: projectRoot });
	try {
		const address = server.address({ folder: demo.repository });
		console.log(
			`\nVS Code with Tidemark and the demo is ready. Open this address in a browser:\n\n  ${address}\n`,
		);
		console.log('Press Ctrl-C to stop it.');
		await Promise.race([interrupted, server.ended]);
	} finally {
		await server.stop();
		await rm(dataFolder, { recursive: true, force: true });
		console.log('Stopped.');
	}
}

function untilInterrupted(): Promise<void> {
	return new Promise((resolve) => {
		// Not once: the launcher passes on what the terminal has sent already, and a second signal must not cut the end short.
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
	});
}
