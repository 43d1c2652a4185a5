import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { shorten } from '../../core/pointers/paths.ts';
import { tempPathFor } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';

/**
 * Throws `refused` when two paths differ only in case or Unicode form and the folder's file system takes them for
 * one: the second would silently replace the first. Case is found out by trying, not by the operating system's name.
 */
export async function refuseFoldedTwins(root: string, paths: readonly string[]): Promise<void> {
	const twins = findTwins(paths);
	if (twins === undefined || !(await foldsCase(root))) return;
	throw new TidemarkError('refused', `"${shorten(twins[0])}" and "${shorten(twins[1])}" are one file here.`, {
		file: twins[1],
		kept: 'Nothing was changed.',
		next: 'Use a case-sensitive file system, or rename one of them where it was tracked.',
	});
}

function findTwins(paths: readonly string[]): readonly [string, string] | undefined {
	const seen = new Map<string, string>();
	for (const path of paths) {
		const folded = path.normalize('NFC').toLowerCase();
		const other = seen.get(folded);
		if (other !== undefined) return [other, path];
		seen.set(folded, path);
	}
	return undefined;
}

async function foldsCase(root: string): Promise<boolean> {
	const probe = tempPathFor(join(root, 'x'));
	const file = await disk.openNew(probe);
	try {
		await file.close();
		const upper = probe.slice(root.length).toUpperCase();
		return (await disk.lstatIfThere(join(root, upper))) !== undefined;
	} finally {
		await disk.rm(probe);
	}
}
