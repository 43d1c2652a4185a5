import { dirname } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { putInPlace, tempPathFor } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import { resolveInside } from '../files/safePath.ts';
import type { DesiredFile } from './checkoutPlan.ts';
import type { PresentFile } from './workTreeState.ts';

/** One file to write. */
export interface Write {
	readonly file: DesiredFile;
	/** Absolute path of the verified object. */
	readonly source: string;
	/** What is there now and will be replaced. */
	readonly present: PresentFile | undefined;
}

/** Copies an object beside its place in the work tree below `root`, flushes it and renames it into place. */
export async function writeOne(root: string, { file, source, present }: Write): Promise<void> {
	const destination = await resolveInside(root, file.path);
	await disk.mkdirs(dirname(destination));
	const temp = tempPathFor(destination);
	try {
		await disk.copyFile(source, temp);
		await disk.chmod(temp, modeOf(file));
		await disk.fsyncFile(temp);
		if (present === undefined) await removeEmptyFolder(destination);
		await refuseChanged(root, file.path, present);
		await putInPlace(temp, destination);
	} catch (error) {
		await disk.rm(temp).catch(() => {});
		throw error;
	}
}

/** An empty folder in a file's place holds nothing that could be lost. */
async function removeEmptyFolder(path: string): Promise<void> {
	if ((await disk.lstatIfThere(path))?.type === 'folder') await disk.rmdirIfEmpty(path);
}

/** As the tools do: git makes a file executable for all, DVC for its owner. */
function modeOf(file: DesiredFile): number {
	const full = file.artifact.system === 'lfs' ? 0o777 : 0o766;
	return (file.isExecutable ? full : 0o666) & ~process.umask();
}

/** The last look before a name changes hands: the folders are still folders, and the file is the one looked at. */
export async function refuseChanged(
	root: string,
	path: string,
	present: PresentFile | undefined,
): Promise<void> {
	const now = await disk.lstatIfThere(await resolveInside(root, path));
	const before = present?.stat;
	if (now?.mtimeNs === before?.mtimeNs && now?.inode === before?.inode && now?.size === before?.size) return;
	throw new TidemarkError('refused', 'The file changed meanwhile.', {
		file: path,
		kept: 'It was left as it is.',
		next: 'Try again.',
	});
}
