import { delimiter, isAbsolute, join } from 'node:path';
import { statIfThereSync } from '../files/disk.ts';
import { run } from './run.ts';

/** A program that runs. */
export interface FoundProgram {
	/** Absolute path. */
	readonly program: string;
	/** What it printed when probed. */
	readonly output: string;
}

/** Absolute path of a program on `PATH`, or undefined; see {@link probeProgram}. */
export async function findProgram(name: string, probe: readonly string[]): Promise<string | undefined> {
	return (await probeProgram(name, probe))?.program;
}

/**
 * A program on `PATH`, or undefined. Relative entries of `PATH` (`.`, ``) are passed over, and Windows' habit of
 * looking in the current folder first does not apply, so a workspace can never supply it.
 * `probe` is the arguments of a harmless call that proves the program runs, as `['--version']`.
 */
export async function probeProgram(
	name: string,
	probe: readonly string[],
): Promise<FoundProgram | undefined> {
	for (const program of candidates(name)) {
		const output = await outputOf(program, probe);
		if (output !== undefined) return { program, output };
	}
	return undefined;
}

/** Files of that name on `PATH`, in its order, as {@link probeProgram} tries them. */
export function candidates(name: string): string[] {
	const file = process.platform === 'win32' ? `${name}.exe` : name;
	const { PATH = '' } = process.env;
	const folders = new Set(PATH.split(delimiter).filter((folder) => isAbsolute(folder)));
	return [...folders].map((folder) => join(folder, file)).filter(isFile);
}

function isFile(path: string): boolean {
	try {
		return statIfThereSync(path)?.type === 'file';
	} catch {
		return false;
	}
}

async function outputOf(program: string, args: readonly string[]): Promise<string | undefined> {
	try {
		const { code, stdout } = await run({ program, args }, { timeout: 10_000 });
		return code === 0 ? stdout.toString('utf8') : undefined;
	} catch {
		return undefined;
	}
}
