import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { relativePathFault, reservedPart, shorten } from '../../core/pointers/paths.ts';
import * as disk from './disk.ts';

function unsafe(path: string, why: string): TidemarkError {
	return new TidemarkError('unsafe', `The path "${shorten(path)}" is refused: ${why}.`, {
		file: shorten(path),
		kept: 'Nothing was written there.',
		next: 'Ask whoever wrote the pointer, or correct its path.',
	});
}

/** Throws `unsafe` unless `path` is relative, POSIX, inside its folder and free of names that other tools act on. */
export function checkWritablePath(path: string): readonly string[] {
	const fault = relativePathFault(path);
	if (fault !== undefined) throw unsafe(path, fault);
	const reserved = reservedPart(path);
	if (reserved !== undefined) throw unsafe(path, `${reserved} belongs to another tool`);
	if (process.platform === 'win32' && /[\\:]/.test(path)) throw unsafe(path, 'Windows cannot hold this name');
	return path.split('/');
}

/**
 * The absolute path of `path` under `root`, safe to write to: every folder on the way is looked at, and one that is a
 * link or not a folder throws `unsafe`. Folders that do not exist yet are fine; so is anything at the path itself.
 */
export async function resolveInside(root: string, path: string): Promise<string> {
	const parts = checkWritablePath(path);
	const start = await disk.realpath(root);
	let current = start;
	for (const part of parts.slice(0, -1)) {
		current = join(current, part);
		const found = await disk.lstatIfThere(current);
		if (found === undefined) break;
		if (found.type === 'link') throw unsafe(path, `it goes through the link ${shorten(part)}`);
		if (found.type !== 'folder') throw unsafe(path, `${shorten(part)} is not a folder`);
	}
	return join(start, ...parts);
}

/** Whether a folder on the way to `path` below `root` is a link: what is there then is not the repository's. */
export async function passesLink(root: string, path: string): Promise<boolean> {
	let current = root;
	for (const part of path.split('/').slice(0, -1)) {
		current = join(current, part);
		if ((await disk.lstatIfThere(current))?.type === 'link') return true;
	}
	return false;
}
