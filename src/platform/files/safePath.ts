import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import * as disk from './disk.ts';

/** Names a repository's data may never be written to, after folding case and look-alikes. */
const reserved = new Set([
	'.git',
	'git~1',
	'.dvc',
	'.hg',
	'.svn',
	'.vscode',
	'.gitmodules',
	'.gitattributes',
	'.envrc',
]);

/** Characters HFS+ ignores when it compares names: `.g\u200cit` is `.git` there. */
const ignoredByHfs = /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

function fold(part: string): string {
	// NTFS drops trailing dots and spaces and takes `name::$DATA` for `name`.
	const bare = part.replace(ignoredByHfs, '').replace(/:.*$/u, '');
	return bare.toLowerCase().replace(/[. ]+$/u, '');
}

/** Whether one part of a path is, on some file system, a name that git, DVC or the editor acts on. */
export function isReservedName(part: string): boolean {
	return reserved.has(fold(part));
}

function unsafe(path: string, why: string): TidemarkError {
	return new TidemarkError('unsafe', `The path ${JSON.stringify(path)} ${why}.`, {
		file: path,
		kept: 'Nothing was written.',
		next: 'Ask whoever wrote the pointer, or correct its path.',
	});
}

/** Throws `unsafe` unless `path` is relative, POSIX, inside, and free of reserved and non-portable parts. */
export function checkPathParts(path: string): readonly string[] {
	const parts = path.split('/');
	for (const part of parts) {
		if (part === '' || part === '.' || part === '..')
			throw unsafe(path, 'leaves its folder or has empty parts');
		// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
		if (/[\u0000-\u001f\u007f]/u.test(part)) throw unsafe(path, 'contains control characters');
		if (isReservedName(part)) throw unsafe(path, `goes through ${part}, which is reserved`);
	}
	if (process.platform === 'win32' && /[\\:]/u.test(path)) throw unsafe(path, 'is not portable to Windows');
	return parts;
}

/**
 * The absolute path of `path` under `root`, safe to write to: every folder on the way is looked at, and one that is a
 * link or not a folder throws `unsafe`. Folders that do not exist yet are fine.
 */
export async function resolveInside(root: string, path: string): Promise<string> {
	const parts = checkPathParts(path);
	let current = await disk.realpath(root);
	for (const part of parts.slice(0, -1)) {
		current = join(current, part);
		const found = await disk.lstatIfThere(current);
		if (found === undefined) break;
		if (found.type === 'link') throw unsafe(path, `goes through the link ${part}`);
		if (found.type !== 'folder') throw unsafe(path, `goes through ${part}, which is not a folder`);
	}
	return join(await disk.realpath(root), ...parts);
}
