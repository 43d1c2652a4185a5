import { dirname } from 'node:path';
import { inParallel } from '../../core/inParallel.ts';
import * as disk from './disk.ts';
import { flushFileSystem } from './flushFileSystem.ts';

/** From so many files on, one flush of their file system costs less than one for each of them. */
const many = 32;
/** Flushes at a time: the file system brings several to the disk in one go. */
const atOnce = 8;

/** Brings the content of finished files in one folder to the disk, in whichever way is quicker. */
export async function flushFiles(paths: readonly string[]): Promise<void> {
	const [first] = paths;
	if (first === undefined) return;
	if (paths.length >= many && (await flushFileSystem(dirname(first)))) return;
	await inParallel(paths, atOnce, disk.fsyncFile);
}

/** Brings new names in folders to the disk. */
export async function flushFolders(folders: ReadonlySet<string>): Promise<void> {
	const [first] = folders;
	if (first === undefined) return;
	if (folders.size >= many && (await flushFileSystem(first))) return;
	await inParallel(folders, atOnce, disk.fsyncFolder);
}
