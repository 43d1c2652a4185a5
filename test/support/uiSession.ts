import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPage, startBrowser } from './browser.ts';
import { freePort } from './freePort.ts';
import { projectRoot } from './projectRoot.ts';
import { privateFolders } from './vscodeHost.ts';
import { startVscode } from './vscodeServer.ts';
import { Workbench } from './workbench.ts';

/** VS Code with this checkout's extension, open in a browser. */
export interface UiSession {
	readonly workbench: Workbench;
	/** Opens another folder in the same window; an empty window without one. */
	open(folder?: string): Promise<void>;
	stop(): Promise<void>;
}

/** Starts a server and a browser for a suite of user interface tests. */
export async function startUi(settings: Readonly<Record<string, unknown>> = {}): Promise<UiSession> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'tidemark-ui-'));
	const server = await startVscode({
		dataFolder,
		port: await freePort(),
		settings: { 'window.autoDetectColorScheme': true, 'git.enabled': true, ...settings },
		env: privateFolders(dataFolder),
	});
	const browser = await startBrowser();
	const workbench = new Workbench(await newPage(browser));
	return {
		workbench,
		open: (folder) => workbench.open(server.address({ folder, extension: projectRoot })),
		stop: async () => {
			await browser.close();
			await server.stop();
			await rm(dataFolder, { recursive: true, force: true });
		},
	};
}
