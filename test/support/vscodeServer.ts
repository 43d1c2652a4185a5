/** The real VS Code as a server on this machine: the editor's own server, extension host and workbench. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeServer } from './tools.ts';
import { writeUserSettings } from './userSettings.ts';

/** How to start a server. */
export interface ServerOptions {
	/** Holds settings, extensions and state; made when it is not there. */
	readonly dataFolder: string;
	readonly port: number;
	/** Secret of the address; without it the server is open to this machine's users: for tests only. */
	readonly token?: string | undefined;
	/** Absolute path of an extension to install, linked as it lies there: a rebuild is seen after a window reload. */
	readonly installed?: string | undefined;
	/**
	 * Lets an address name an extension under development and its tests. The editor then shows no notifications, so it is
	 * for tests in the extension host only.
	 */
	readonly automation?: boolean | undefined;
	/** User settings beside {@link quietSettings}. */
	readonly settings?: Readonly<Record<string, unknown>> | undefined;
	/** Added to the environment, which extensions see. */
	readonly env?: Readonly<Record<string, string>> | undefined;
}

/** What the workbench is told in its address. */
export interface WorkbenchOptions {
	/** Absolute path of the folder to open; none opens an empty window. */
	readonly folder?: string | undefined;
	/** Absolute path of the extension under development; needs {@link ServerOptions.automation}. */
	readonly extension?: string | undefined;
	/** Absolute path of a module that exports `run(): Promise<void>`; likewise. */
	readonly tests?: string | undefined;
}

/** A running server. */
export interface VscodeServer {
	/** Address of a workbench, for a browser. */
	address(options: WorkbenchOptions): string;
	/** What the server printed so far. */
	log(): string;
	/** Resolves when the server has ended. */
	readonly ended: Promise<void>;
	/** Ends the server and everything it started. */
	stop(): Promise<void>;
}

/** Settings under which nothing asks, downloads or moves by itself. */
export const quietSettings = {
	'security.workspace.trust.enabled': false,
	'workbench.startupEditor': 'none',
	'workbench.welcomePage.walkthroughs.openOnInstall': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.enableExperiments': false,
	'chat.disableAIFeatures': true,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'git.openRepositoryInParentFolders': 'never',
	'git.autofetch': false,
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
};

/** Starts a server and waits until it listens; throws with its output when it does not. */
export async function startVscode(options: ServerOptions): Promise<VscodeServer> {
	await writeUserSettings(join(options.dataFolder, 'data'), { ...quietSettings, ...options.settings });
	if (options.installed !== undefined) await linkExtension(options.dataFolder, options.installed);
	const child = await spawnServer(options);
	let output = '';
	child.stdout?.on('data', (data) => {
		output += String(data);
	});
	child.stderr?.on('data', (data) => {
		output += String(data);
	});
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const server = {
		address: (workbench: WorkbenchOptions) => workbenchAddress(options, workbench),
		log: () => output,
		ended,
		stop: () => stopTree(child, ended),
	};
	await listening(child, server);
	return server;
}

/** The server's program; it also takes VS Code's own commands for extensions, as `--install-extension FILE`. */
export async function serverEntry(): Promise<string> {
	return join(await codeServer(), 'out', 'server-main.js');
}

async function spawnServer(options: ServerOptions): Promise<ChildProcess> {
	const access =
		options.token === undefined ? ['--without-connection-token'] : ['--connection-token', options.token];
	const args = [
		await serverEntry(),
		...['--host', 'localhost', '--port', String(options.port), ...access],
		...['--server-data-dir', options.dataFolder, '--extensions-dir', join(options.dataFolder, 'extensions')],
		...['--accept-server-license-terms', '--telemetry-level', 'off'],
		...(options.automation === true ? ['--enable-smoke-test-driver'] : []),
	];
	// A group of its own, so that stopping it stops its extension hosts too.
	return spawn(process.execPath, args, {
		detached: process.platform !== 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...options.env },
	});
}

async function listening(child: ChildProcess, server: VscodeServer): Promise<void> {
	for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
		if (server.log().includes('Extension host agent listening on')) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	await server.stop();
	throw new Error(`VS Code's server did not start:\n${server.log()}`);
}

function workbenchAddress(options: ServerOptions, workbench: WorkbenchOptions): string {
	const address = new URL(`http://localhost:${options.port}/`);
	if (options.token !== undefined) address.searchParams.set('tkn', options.token);
	if (workbench.folder === undefined) address.searchParams.set('ew', 'true');
	else address.searchParams.set('folder', workbench.folder);
	if (options.automation === true) address.searchParams.set('payload', payloadOf(options, workbench));
	return address.href;
}

function payloadOf(options: ServerOptions, workbench: WorkbenchOptions): string {
	const remote = (path: string) => `vscode-remote://localhost:${options.port}${path}`;
	const payload: [string, string][] = [
		['enableProposedApi', ''],
		['skipWelcome', 'true'],
	];
	if (workbench.extension !== undefined)
		payload.push(['extensionDevelopmentPath', remote(workbench.extension)]);
	if (workbench.tests !== undefined) payload.push(['extensionTestsPath', remote(workbench.tests)]);
	return JSON.stringify(payload);
}

async function linkExtension(dataFolder: string, extension: string): Promise<void> {
	const extensions = join(dataFolder, 'extensions');
	await mkdir(extensions, { recursive: true });
	await symlink(extension, join(extensions, basename(extension)), 'junction');
}

async function stopTree(child: ChildProcess, ended: Promise<void>): Promise<void> {
	if (child.pid === undefined) return;
	killGroup(child.pid, 'SIGTERM');
	const late = setTimeout(() => killGroup(child.pid ?? 0, 'SIGKILL'), 3000);
	await ended;
	clearTimeout(late);
	killGroup(child.pid, 'SIGKILL');
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/T', '/F']);
		else if (pid > 0) process.kill(-pid, signal);
	} catch {
		// It has ended already.
	}
}
