/** Runs `test/host` inside the extension host of the real VS Code, opened in Chromium. */
import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { newPage, startBrowser } from './browser.ts';
import { freePort } from './freePort.ts';
import { projectRoot } from './projectRoot.ts';
import { startVscode } from './vscodeServer.ts';

/** Stands before the reporter's lines. */
const mark = 'tidemark-tests│';
/** Everything else the editor says while the tests run. */
const logFile = join(projectRoot, 'test-results', 'host.log');

/** What to run, on what. */
export interface HostRun {
	/** Folder to open. */
	readonly workspace: string;
	/** The extension under development; the editor runs no tests without one. */
	readonly extension: string;
	/** Built module that exports `run()`. */
	readonly tests: string;
	/** A prepared folder of settings and extensions; a new one otherwise. */
	readonly dataFolder?: string | undefined;
	/** For the extension host: `TIDEMARK_REPORT`, `TIDEMARK_SUITES` … */
	readonly env: Readonly<Record<string, string>>;
}

/** Runs the tests and gives the exit code the editor reported; 1 when it did not within `minutes`. */
export async function runInHost(run: HostRun, minutes = 5): Promise<number> {
	const dataFolder = run.dataFolder ?? (await mkdtemp(join(tmpdir(), 'tidemark-vscode-')));
	await mkdir(dirname(logFile), { recursive: true });
	const server = await startVscode({
		dataFolder,
		port: await freePort(),
		automation: true,
		env: { ...privateFolders(dataFolder), TIDEMARK_MARK: mark, ...run.env },
	});
	const browser = await startBrowser();
	try {
		const page = await newPage(browser);
		const verdict = listen(page, minutes);
		const { workspace: folder, extension, tests } = run;
		await page.goto(server.address({ folder, extension, tests }));
		return await verdict;
	} finally {
		await browser.close();
		await server.stop();
		if (run.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
	}
}

/** Environment that keeps Tidemark's own files of a test run out of the user's. */
export function privateFolders(folder: string): Record<string, string> {
	return { TIDEMARK_CACHE: join(folder, 'cache'), TIDEMARK_CONFIG: join(folder, 'config') };
}

/** The workbench calls these two functions of the page, as it does for its own smoke tests. */
async function listen(page: Page, minutes: number): Promise<number> {
	let resolve: (code: number) => void = () => {};
	const verdict = new Promise<number>((settle) => {
		resolve = settle;
	});
	const late = setTimeout(() => {
		console.error(`The tests did not end within ${minutes} minutes.`);
		resolve(1);
	}, minutes * 60_000);
	await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => printLog(args));
	await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
	return verdict.finally(() => clearTimeout(late));
}

function printLog(args: readonly unknown[]): void {
	const text = args.map(String).join(' ');
	if (text.startsWith(mark)) console.log(text.slice(mark.length));
	else appendFileSync(logFile, `${text}\n`);
}
