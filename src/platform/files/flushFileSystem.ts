import { run } from '../processes/run.ts';
import { statIfThere } from './disk.ts';

/** Where Linux systems have the program of coreutils; never looked up by name. */
const places = ['/usr/bin/sync', '/bin/sync'];
/** A disk with much unwritten may take its time, milliseconds. */
const timeout = 600_000;

/** Flushes the whole file system of a folder (`syncfs`); false where there is no program that can. */
export async function flushFileSystem(folder: string): Promise<boolean> {
	if (process.platform !== 'linux') return false;
	for (const program of places) {
		if ((await statIfThere(program))?.type !== 'file') continue;
		const result = await run({ program, args: ['-f', folder] }, { timeout }).catch(() => undefined);
		return result?.code === 0;
	}
	return false;
}
