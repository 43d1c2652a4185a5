import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyDemo } from '../demoCopy.ts';
import { buildHostTests } from '../hostBundle.ts';
import { projectRoot } from '../projectRoot.ts';
import { run } from '../shell.ts';
import { runInHost } from '../vscodeHost.ts';
import { serverEntry } from '../vscodeServer.ts';
import { makePackage } from './package.ts';
import { type Count, counted, sum } from './steps.ts';

/** Suites that run with the packaged extension instead of the one under development. */
const packagedSuite = 'packaged';

/** Runs `test/host` in the real VS Code: once on the checkout, once with the `.vsix` in a clean editor. */
export async function runHostSuites(wanted: readonly string[] = []): Promise<Count> {
	const tests = await buildHostTests();
	const others = wanted.filter((suite) => suite !== packagedSuite);
	const counts: Count[] = [];
	if (wanted.length === 0 || others.length > 0) counts.push(await runOnCheckout(tests, others));
	if (wanted.length === 0 || wanted.includes(packagedSuite)) counts.push(await runPackaged(tests));
	return sum(counts);
}

async function runOnCheckout(tests: string, wanted: readonly string[]): Promise<Count> {
	const demo = await copyDemo();
	console.log("In VS Code's extension host, with the extension of this checkout:");
	const choice: Record<string, string> = wanted.length === 0 ? {} : { TIDEMARK_SUITES: wanted.join(',') };
	try {
		return await counted((env) =>
			runInHost({
				workspace: demo.repository,
				extension: projectRoot,
				tests,
				env: { ...env, ...choice, TIDEMARK_SKIP_SUITES: packagedSuite },
			}),
		);
	} finally {
		await demo.dispose();
	}
}

async function runPackaged(tests: string): Promise<Count> {
	const [demo, dataFolder] = await Promise.all([copyDemo(), mkdtemp(join(tmpdir(), 'tidemark-vsix-'))]);
	console.log('In a clean VS Code, with the packaged extension installed:');
	try {
		const vsix = await makePackage(join(dataFolder, 'tidemark.vsix'));
		await installExtension(vsix, dataFolder);
		const extension = await makeEmptyExtension(join(dataFolder, 'empty'));
		return await counted((env) =>
			runInHost({
				workspace: demo.repository,
				extension,
				tests,
				dataFolder,
				env: { ...env, TIDEMARK_SUITES: packagedSuite },
			}),
		);
	} finally {
		await Promise.all([demo.dispose(), rm(dataFolder, { recursive: true, force: true })]);
	}
}

async function installExtension(vsix: string, dataFolder: string): Promise<void> {
	const folders = ['--server-data-dir', dataFolder, '--extensions-dir', join(dataFolder, 'extensions')];
	const answer = await run(process.execPath, [
		await serverEntry(),
		...folders,
		...['--accept-server-license-terms', '--install-extension', vsix],
	]);
	if (!answer.includes('successfully installed')) throw new Error(answer);
}

/** The editor runs tests only beside an extension under development: one that does nothing. */
async function makeEmptyExtension(folder: string): Promise<string> {
	await mkdir(folder);
	const manifest = { name: 'empty', publisher: 'test', version: '0.0.1', engines: { vscode: '*' } };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	return folder;
}
