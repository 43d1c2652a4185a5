import { dirname } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { freeSpace, statIfThere } from '../files/disk.ts';
import type { TransferPlaces } from './context.ts';
import type { ArtifactObject } from './location.ts';

/** Left free for everything else on the disk, bytes. */
const reserve = 16 * 1024 * 1024;

/** Throws `io` with the needed and free bytes when what is to come is declared larger than the disk has room for. */
export async function checkFreeSpace(
	missing: readonly ArtifactObject[],
	places: TransferPlaces,
): Promise<void> {
	const [first] = missing;
	if (first === undefined) return;
	const needed = declaredBytes(missing);
	if (needed === 0) return;
	const folder = await existingFolder(places.storeOf(first.artifact).pathOf(first.object));
	const free = await freeSpace(folder);
	if (needed + reserve <= free) return;
	throw new TidemarkError('io', `The disk of ${folder} has ${free} bytes free; ${needed} are to come.`, {
		file: folder,
		kept: 'Nothing was fetched.',
		next: 'Free some space, or fetch fewer files.',
	});
}

/** Declared sizes of files; for files of a folder without sizes of their own, their share of the folder's size. */
function declaredBytes(objects: readonly ArtifactObject[]): number {
	let sum = 0;
	for (const { size, artifact } of objects) {
		sum += size ?? (artifact.size ?? 0) / Math.max(1, artifact.fileCount ?? 1);
	}
	return Math.round(sum);
}

async function existingFolder(path: string): Promise<string> {
	const parent = dirname(path);
	return parent === path || (await statIfThere(parent)) !== undefined ? parent : existingFolder(parent);
}
