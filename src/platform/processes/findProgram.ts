import { delimiter, isAbsolute, join } from 'node:path';
import { run } from './run.ts';

/**
 * Absolute path of a program on `PATH`, or undefined. Relative entries of `PATH` (`.`, ``) are passed over, and
 * Windows' habit of looking in the current folder first does not apply, so a workspace can never supply it.
 * `probe` is the arguments of a harmless call that proves the program runs, as `['--version']`.
 */
export async function findProgram(name: string, probe: readonly string[]): Promise<string | undefined> {
	for (const program of candidates(name)) {
		if (await starts(program, probe)) return program;
	}
	return undefined;
}

function candidates(name: string): string[] {
	const file = process.platform === 'win32' ? `${name}.exe` : name;
	const { PATH = '' } = process.env;
	const folders = new Set(PATH.split(delimiter).filter((folder) => isAbsolute(folder)));
	return [...folders].map((folder) => join(folder, file));
}

async function starts(program: string, probe: readonly string[]): Promise<boolean> {
	try {
		return (await run({ program, args: probe }, { timeout: 10_000 })).code === 0;
	} catch {
		return false;
	}
}
