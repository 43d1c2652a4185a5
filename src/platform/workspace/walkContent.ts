import { join } from 'node:path';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { DvcIgnore } from '../../core/pointers/dvcIgnore.ts';
import { joinPath, relativePathFault, shorten } from '../../core/pointers/paths.ts';
import * as disk from '../files/disk.ts';

/** A file to track. */
export interface ContentFile {
	/** Relative to the folder walked; '' for a single file. */
	readonly path: string;
	readonly absolute: string;
	/** Links followed. */
	readonly stat: disk.FileStat;
}

/** The `.dvcignore` rules of a project, loaded folder by folder as they are needed. */
export class IgnoreRules {
	readonly #project: string;
	readonly #rules = new DvcIgnore();
	readonly #loaded = new Set<string>();

	/** `project`: absolute folder of the DVC project. */
	constructor(project: string) {
		this.#project = project;
	}

	/** Loads the rules of a folder and of those above it. */
	async load(folder: string): Promise<void> {
		const parts = folder === '' ? [] : folder.split('/');
		for (let depth = 0; depth <= parts.length; depth++) await this.#loadOne(parts.slice(0, depth).join('/'));
	}

	async #loadOne(folder: string): Promise<void> {
		if (this.#loaded.has(folder)) return;
		this.#loaded.add(folder);
		const text = await disk.readTextIfThere(join(this.#project, folder, '.dvcignore'), 1024 * 1024);
		if (text !== undefined) this.#rules.add(folder, text);
	}

	/** Whether DVC passes over a path, relative to the project. */
	async ignores(path: string, isFolder: boolean): Promise<boolean> {
		await this.load(path.split('/').slice(0, -1).join('/'));
		return this.#rules.ignores(path, isFolder);
	}

	/** {@link ignores} during a walk: the folder's rules are loaded and it is not ignored itself. */
	ignoresEntry(path: string, isFolder: boolean): boolean {
		return this.#rules.ignoresEntry(path, isFolder);
	}
}

/**
 * The files of a folder that DVC would track, sorted by nothing: hidden and empty ones too, links to files as files,
 * without what `.dvcignore` names, folders behind links, and DVC projects of their own.
 * `folder` is absolute, `place` the same relative to the project. Throws `refused` naming a file that cannot be
 * tracked, and `cancelled`.
 */
export async function walkContent(
	folder: string,
	place: string,
	rules: IgnoreRules,
	signal?: AbortSignal,
): Promise<readonly ContentFile[]> {
	const files: ContentFile[] = [];
	const open = [''];
	await rules.load(place);
	for (let inside = open.pop(); inside !== undefined; inside = open.pop()) {
		throwIfCancelled(signal);
		const entries = await disk.readdir(join(folder, inside));
		if (inside !== '' && entries.some(({ name, type }) => name === '.dvc' && type === 'folder')) continue;
		refuseIgnoreFile(entries, joinPath(place, inside));
		const kept = entries.filter(
			({ name, type }) => !rules.ignoresEntry(joinPath(place, joinPath(inside, name)), type === 'folder'),
		);
		for (const { name, type } of kept) if (type === 'folder') open.push(joinPath(inside, name));
		const candidates = kept.filter(({ type }) => type !== 'folder').map(({ name }) => joinPath(inside, name));
		files.push(...(await lookAt(folder, place, candidates)));
	}
	return files;
}

/** DVC refuses a folder whose ignore rules would change with its content. */
function refuseIgnoreFile(entries: readonly disk.FolderEntry[], folder: string): void {
	if (!entries.some(({ name }) => name === '.dvcignore')) return;
	throw refused(
		joinPath(folder, '.dvcignore'),
		'A tracked folder cannot hold a .dvcignore',
		'Move its rules up.',
	);
}

const together = 64;

async function lookAt(folder: string, place: string, paths: readonly string[]): Promise<ContentFile[]> {
	const files: ContentFile[] = [];
	for (let at = 0; at < paths.length; at += together) {
		const part = paths.slice(at, at + together);
		files.push(...(await Promise.all(part.map((path) => lookAtOne(folder, place, path)))).flat());
	}
	return files;
}

async function lookAtOne(folder: string, place: string, path: string): Promise<ContentFile[]> {
	const absolute = join(folder, path);
	const stat = await disk.statIfThere(absolute);
	const name = joinPath(place, path);
	const fault = relativePathFault(path);
	if (fault !== undefined) throw refused(name, `The name cannot be tracked: ${fault}`, 'Rename the file.');
	if (stat === undefined) {
		throw refused(name, 'A link to nothing, or a name that is not UTF-8', 'Remove or rename it.');
	}
	if (stat.type === 'folder') return [];
	if (stat.type !== 'file')
		throw refused(name, 'Not a regular file', 'Move it away, or list it in .dvcignore.');
	return [{ path, absolute, stat }];
}

function refused(file: string, what: string, next: string): TidemarkError {
	return new TidemarkError('refused', `${what}.`, {
		file: shorten(file),
		kept: 'Nothing was changed.',
		next,
	});
}
