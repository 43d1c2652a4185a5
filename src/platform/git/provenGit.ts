import { join } from 'node:path';
import { atomicWrite } from '../files/atomicWrite.ts';
import { mkdirs, readIfThereSync, statIfThereSync } from '../files/disk.ts';
import { cacheFolder } from '../project/userFolders.ts';

/**
 * Whether this very program, unchanged since, was found to run and to be new enough before. Asking it anew would be one
 * process more for each command. In the user's cache folder; may be deleted at any time.
 */
export function isProven(program: string): boolean {
	try {
		const bytes = readIfThereSync(provenFile());
		return bytes !== undefined && new TextDecoder().decode(bytes) === stampOf(program);
	} catch {
		return false;
	}
}

/** Remembers a program that was found good; a cache folder that cannot be written is no fault. */
export async function rememberProven(program: string): Promise<void> {
	try {
		await mkdirs(cacheFolder());
		await atomicWrite(provenFile(), stampOf(program));
	} catch {
		// Then it is asked again next time.
	}
}

function provenFile(): string {
	return join(cacheFolder(), 'git-1.json');
}

function stampOf(program: string): string {
	const stat = statIfThereSync(program);
	return JSON.stringify([program, stat?.size, String(stat?.mtimeNs), String(stat?.inode)]);
}
