import { type ExecFileOptions, execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a program to its end and gives its stdout; a failure's message carries the end of its stderr. */
export async function run(
	file: string,
	args: readonly string[],
	options: ExecFileOptions = {},
): Promise<string> {
	const { stdout } = await promisify(execFile)(file, [...args], {
		maxBuffer: 256 * 1024 * 1024,
		...options,
		encoding: 'utf8',
	}).catch((error: unknown) => {
		throw new Error(`${file} ${args.join(' ')} failed: ${lastLines(error)}`, { cause: error });
	});
	return stdout;
}

/** Runs npm, the very one that started us where there is one. */
export function npm(args: readonly string[], options: ExecFileOptions = {}): Promise<string> {
	const cli = process.env['npm_execpath'];
	if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options);
	return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** Path of a program on PATH, or undefined. */
export function which(name: string): string | undefined {
	const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
	return (process.env['PATH'] ?? '')
		.split(delimiter)
		.flatMap((folder) => names.map((each) => join(folder, each)))
		.find((path) => existsSync(path));
}

/** Whether missing Debian packages can be installed without asking: root on a machine with apt. */
export function canInstallPackages(): boolean {
	return process.getuid?.() === 0 && which('apt-get') !== undefined;
}

/** Installs Debian packages, or says which ones a person has to install. */
export async function installPackages(names: readonly string[], purpose: string): Promise<void> {
	if (!canInstallPackages()) throw new Error(`${purpose} needs ${names.join(', ')}: please install it.`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update', '-qq'], { env });
	await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
}

function lastLines(error: unknown): string {
	const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
	return text.trim().split('\n').slice(-8).join('\n') || String(error);
}
