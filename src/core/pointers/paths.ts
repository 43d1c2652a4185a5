import { TidemarkError } from '../errors.ts';
import type { HashAlgorithm, ObjectId } from '../model.ts';

const hashForms: Readonly<Record<HashAlgorithm, RegExp>> = {
	md5: /^[0-9a-f]{32}(?:\.dir)?$/,
	'md5-dos2unix': /^[0-9a-f]{32}(?:\.dir)?$/,
	sha256: /^[0-9a-f]{64}$/,
	gitBlob: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
};

/** Where an error happened. */
export interface Place {
	readonly line?: number | undefined;
}

/**
 * An object id whose hash has the exact form of its algorithm: lower-case hex, for the two md5s `.dir` allowed.
 * Throws `malformed`. No path may be built from a hash that did not pass here.
 */
export function checkObjectId(
	algorithm: HashAlgorithm,
	hash: string,
	file: string,
	field: string,
	place: Place = {},
): ObjectId {
	if (hashForms[algorithm].test(hash)) return { algorithm, hash };
	throw new TidemarkError('malformed', `"${shorten(hash)}" is not a ${algorithm} hash.`, {
		file,
		field,
		line: place.line,
		next: 'Restore the file from git, or track the content again.',
	});
}

/** Why a path may not be used below a folder, or undefined for a safe one. A tab is the one control character let through. */
export function relativePathFault(path: string): string | undefined {
	if (path === '') return 'it is empty';
	if (/(?!\t)\p{Cc}/u.test(path)) return 'it holds control characters';
	if (path.startsWith('/')) return 'it is absolute';
	if (/^[A-Za-z]:[\\/]/.test(path) || path.startsWith('\\\\')) return 'it is a Windows absolute path';
	for (const part of path.split('/')) {
		if (part === '') return 'it has an empty part';
		if (part === '.' || part === '..') return `it has a "${part}" part`;
	}
	return undefined;
}

/**
 * A path that stays below the folder it is relative to: POSIX separators, no empty, `.` or `..` part, no control
 * characters, not absolute. Returns it; throws `unsafe`.
 */
export function checkRelativePath(path: string, file: string, field: string, place: Place = {}): string {
	const fault = relativePathFault(path);
	if (fault === undefined) return path;
	throw unsafePath(path, fault, file, field, place);
}

/** The error for a path that would leave its folder. */
export function unsafePath(
	path: string,
	fault: string,
	file: string,
	field: string,
	place: Place = {},
): TidemarkError {
	return new TidemarkError('unsafe', `Path "${shorten(path)}" is refused: ${fault}.`, {
		file,
		field,
		line: place.line,
		kept: 'Nothing was read or written there.',
		next: 'Correct the path; it has to stay inside the repository.',
	});
}

/** A path for a message: control characters as codes, at most 200 characters. */
export function shorten(path: string): string {
	const shown = path.replaceAll(
		/[\p{Cc}\p{Bidi_Control}]/gu,
		(character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
	);
	return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}

/** Folder of a repository path, '' for the root. */
export function folderOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash === -1 ? '' : path.slice(0, slash);
}

/** Last part of a path. */
export function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** Joins a folder ('' for the root) and a relative path. */
export function joinPath(folder: string, path: string): string {
	return folder === '' ? path : path === '' ? folder : `${folder}/${path}`;
}

/**
 * Resolves `.` and `..` in `path` against a repository folder. Undefined when it is absolute or leaves the
 * repository; '' for the root itself.
 */
export function resolvePath(folder: string, path: string): string | undefined {
	if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return undefined;
	const parts = folder === '' ? [] : folder.split('/');
	for (const part of path.split('/')) {
		if (part === '..') {
			if (parts.pop() === undefined) return undefined;
		} else if (part !== '' && part !== '.') {
			parts.push(part);
		}
	}
	return parts.join('/');
}

/** Names of other tools' own folders and files, in which content never belongs. */
const reservedNames = new Set(['.git', '.hg', '.dvc', '.vscode', '.gitmodules', '.envrc']);
/** Characters HFS+ ignores in names. */
const ignorable = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;

/**
 * The part of a path that names another tool's own file or folder (`.git`, `.dvc`, `.vscode` …), compared as the
 * most forgiving file system would: case, NTFS short names and trailing dots, HFS ignorable characters.
 */
export function reservedPart(path: string): string | undefined {
	return path.split('/').find((part) => {
		const folded =
			part
				.replaceAll(ignorable, '')
				.split(':', 1)[0]
				?.replace(/[. ]+$/, '')
				.toLowerCase() ?? '';
		return reservedNames.has(folded) || /^git~\d+$/.test(folded);
	});
}
