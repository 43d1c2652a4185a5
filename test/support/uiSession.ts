import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoredConsent } from '../../src/platform/project/approvals.ts';
import { configFolder } from '../../src/platform/project/userFolders.ts';
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

/** Both colours by the browser's wish; no item for ports in the status bar. */
const pictureSettings = {
	'window.autoDetectColorScheme': true,
	'remote.autoForwardPorts': false,
};

/** What a suite of user interface tests starts with. */
export interface UiOptions {
	/** User settings beside the quiet ones. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Folder remotes the user has approved for writing. */
	readonly approved?: readonly string[];
}

/** Starts a server and a browser for a suite of user interface tests. */
export async function startUi({ settings = {}, approved = [] }: UiOptions = {}): Promise<UiSession> {
	const dataFolder = await mkdtemp(join(tmpdir(), 'tidemark-ui-'));
	const env = privateFolders(dataFolder);
	await approve(configFolder(env), approved);
	const server = await startVscode({
		dataFolder,
		port: await freePort(),
		installed: projectRoot,
		settings: { ...pictureSettings, ...settings },
		env,
	});
	const browser = await startBrowser();
	const workbench = new Workbench(await newPage(browser));
	return {
		workbench,
		open: (folder) => workbench.open(server.address({ folder })),
		stop: async () => {
			await browser.close();
			await server.stop();
			await rm(dataFolder, { recursive: true, force: true });
		},
	};
}

async function approve(folder: string, folders: readonly string[]): Promise<void> {
	const consent = new StoredConsent({ folder });
	for (const url of folders) await consent.approve({ remoteName: 'storage', url, access: 'write' });
}
