/** The real tools our tests are judged by: found, or installed once outside the checkout. */
import { join } from 'node:path';
import { installPackages, npm, run, which } from './shell.ts';
import { cachedTool } from './toolCache.ts';

const dvcVersion = '3.67.1';
const versitygwVersion = '1.8.0';
const motoVersion = '5.2.5';
/** The npm package that carries VS Code 1.139.1 whole. */
export const codeServerVersion = '4.139.1';

/** Path of the real DVC with its S3 support, from PyPI. */
export function dvcPath(): Promise<string> {
	return pythonTool(`dvc-${dvcVersion}`, `dvc[s3]==${dvcVersion}`, 'dvc');
}

/** Path of moto's S3 server, from PyPI. */
export function motoPath(): Promise<string> {
	return pythonTool(`moto-${motoVersion}`, `moto[server]==${motoVersion}`, 'moto_server');
}

/** Path of the real git-lfs. */
export function gitLfsPath(): Promise<string> {
	return systemTool(['git-lfs'], 'git-lfs');
}

/** Path of a Chromium that playwright-core can drive. */
export function chromiumPath(): Promise<string> {
	return systemTool(['chromium', 'chromium-browser', 'google-chrome'], 'chromium');
}

/** Path of versitygw, built from the Go proxy; undefined where there is no Go. */
export async function versitygwPath(): Promise<string | undefined> {
	const go = which('go');
	const key = `versitygw-${versitygwVersion}`;
	if (go === undefined) return undefined;
	const module = `github.com/versity/versitygw/cmd/versitygw@v${versitygwVersion}`;
	const folder = await cachedTool(key, async (target) => {
		await run(go, ['install', '-trimpath', module], { env: { ...process.env, GOBIN: target } });
	});
	return join(folder, process.platform === 'win32' ? 'versitygw.exe' : 'versitygw');
}

/**
 * Folder `lib/vscode` of the code-server package: a complete VS Code server without its native modules, which neither
 * the tests nor the demo need (what is missing: log files, terminal, watchdog).
 */
export async function codeServer(): Promise<string> {
	const folder = await cachedTool(`code-server-${codeServerVersion}`, async (target) => {
		const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await npm(['install', '--prefix', target, ...quiet, `code-server@${codeServerVersion}`]);
		for (const part of ['', 'extensions'])
			await npm(['install', '--omit=dev', ...quiet], { cwd: join(vscodeFolder(target), part) });
	});
	return vscodeFolder(folder);
}

function vscodeFolder(installed: string): string {
	return join(installed, 'node_modules', 'code-server', 'lib', 'vscode');
}

async function pythonTool(key: string, requirement: string, program: string): Promise<string> {
	const folder = await cachedTool(key, async (target) => {
		const python = await pythonWithVenv();
		await run(python, ['-m', 'venv', target]);
		await run(inVenv(target, 'python'), ['-m', 'pip', 'install', '-q', requirement]);
	});
	return inVenv(folder, program);
}

function inVenv(folder: string, program: string): string {
	return process.platform === 'win32'
		? join(folder, 'Scripts', `${program}.exe`)
		: join(folder, 'bin', program);
}

async function pythonWithVenv(): Promise<string> {
	const found = which('python3') ?? which('python');
	const works =
		found !== undefined &&
		(await run(found, ['-c', 'import venv, ensurepip']).then(
			() => true,
			() => false,
		));
	if (works) return found;
	await installPackages(['python3', 'python3-venv'], 'Testing against the real DVC');
	return which('python3') ?? 'python3';
}

async function systemTool(names: readonly string[], debianPackage: string): Promise<string> {
	const find = () => names.map(which).find((path) => path !== undefined);
	const found = find();
	if (found !== undefined) return found;
	await installPackages([debianPackage], 'The tests');
	return find() ?? debianPackage;
}
