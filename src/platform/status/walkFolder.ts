import { join } from 'node:path';
import { throwIfCancelled } from '../../core/errors.ts';
import { joinPath } from '../../core/pointers/paths.ts';
import * as disk from '../files/disk.ts';
import type { ProjectIgnore } from './projectIgnore.ts';
import { Slices } from './slices.ts';

/** A file below a folder. */
export interface WalkedFile {
	/** Relative to the folder, POSIX separators. */
	readonly path: string;
	/** Of the content: a link's own target. */
	readonly stat: disk.FileStat;
}

/**
 * Files below a folder artifact as DVC would take them: `.dvcignore` honoured, links to files followed, links to
 * folders not entered, links to nowhere passed over. `folder` is the artifact's path relative to its DVC project.
 */
export async function walkFolder(
	ignore: ProjectIgnore,
	folder: string,
	signal?: AbortSignal,
): Promise<WalkedFile[]> {
	const files: WalkedFile[] = [];
	const waiting = [''];
	const slices = new Slices();
	await ignore.loadAbove(folder);
	for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
		throwIfCancelled(signal);
		const inProject = joinPath(folder, at);
		const entries = (await disk.readdirIfThere(join(ignore.root, inProject))) ?? [];
		if (entries.some(({ name }) => name === '.dvcignore')) await ignore.load(inProject);
		for (const entry of entries) {
			const path = joinPath(at, entry.name);
			if (ignore.ignores(joinPath(folder, path), entry.type === 'folder')) continue;
			if (entry.type === 'folder') waiting.push(path);
			else addFile(files, join(ignore.root, folder, path), path);
			await slices.next();
		}
	}
	return files;
}

function addFile(files: WalkedFile[], absolute: string, path: string): void {
	const stat = disk.statIfThereSync(absolute);
	if (stat?.type === 'file') files.push({ path, stat });
}
