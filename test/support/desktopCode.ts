import { spawn } from 'node:child_process';
import { run, which } from './shell.ts';

/**
 * Opens a folder with the extension in the desktop's VS Code and waits until that window is closed or `interrupted`.
 * Gives false, having opened nothing, where there is no VS Code 1.110 or later that can do that.
 */
export async function openOnDesktop(
	folder: string,
	extension: string,
	interrupted: Promise<void>,
): Promise<boolean> {
	const code = await desktopCode();
	if (code === undefined) return false;
	const args = [
		`--extensionDevelopmentPath=${extension}`,
		'--disable-workspace-trust',
		'--new-window',
		'--wait',
	];
	const child = spawn(code, [...args, folder], { stdio: 'ignore', shell: process.platform === 'win32' });
	const closed = new Promise<boolean>((resolve) => {
		child.once('error', () => resolve(false));
		child.once('close', (status) => resolve(status === 0));
	});
	console.log('\nOpened the demo in VS Code. Close its window, or press Ctrl-C here, to end.');
	return Promise.race([closed, interrupted.then(() => true)]);
}

/** A `code` that belongs to a desktop: not the helper inside a remote window, not as root, and new enough. */
async function desktopCode(): Promise<string | undefined> {
	const code = which('code');
	if (code === undefined || process.env['VSCODE_IPC_HOOK_CLI'] !== undefined || isRootOnLinux())
		return undefined;
	const shell = process.platform === 'win32';
	const answer = await run(code, ['--version'], { shell, timeout: 20_000 }).catch(() => '');
	const [, major, minor] = /^(\d+)\.(\d+)/.exec(answer) ?? [];
	return Number(major) > 1 || Number(minor) >= 110 ? code : undefined;
}

function isRootOnLinux(): boolean {
	return process.platform === 'linux' && process.getuid?.() === 0;
}
