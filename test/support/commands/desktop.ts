import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { copyDemo } from '../demoCopy.ts';
import { buildHostTests } from '../hostBundle.ts';
import { projectRoot } from '../projectRoot.ts';
import { writeUserSettings } from '../userSettings.ts';
import { privateFolders } from '../vscodeHost.ts';
import { quietSettings } from '../vscodeServer.ts';
import { buildExtension } from './steps.ts';

/** `npm run test:desktop`: the suites of `test/host` in the desktop VS Code, where it can be downloaded. */
export async function testDesktop(): Promise<number> {
	await buildExtension();
	const [tests, demo] = await Promise.all([buildHostTests(), copyDemo()]);
	const profile = await mkdtemp(join(tmpdir(), 'tidemark-desktop-'));
	await writeUserSettings(profile, quietSettings);
	console.log("In the desktop VS Code's extension host:");
	try {
		return await runTests({
			extensionDevelopmentPath: projectRoot,
			extensionTestsPath: tests,
			extensionTestsEnv: { ...privateFolders(profile), TIDEMARK_SKIP_SUITES: 'packaged' },
			launchArgs: [demo.repository, '--disable-extensions', '--user-data-dir', profile],
		});
	} finally {
		await Promise.all([demo.dispose(), rm(profile, { recursive: true, force: true })]);
	}
}
