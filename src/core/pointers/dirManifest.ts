import { TidemarkError } from '../errors.ts';
import type { HashAlgorithm, ManifestEntry, ObjectId } from '../model.ts';
import { checkObjectId, checkRelativePath, shorten } from './paths.ts';
import { decodeSource } from './source.ts';

/** Size above which a manifest is not read, in bytes: some ten million files. */
export const manifestLimit = 1024 * 1024 * 1024;

/**
 * Parses a folder's manifest (`.dir` object): a JSON list of `{md5, relpath}`. Entries keep the order of the file.
 * One unsafe path, bad hash, duplicate, or file and folder of one name refuses the whole manifest.
 * `file` names the manifest in messages; `algorithm` is that of the manifest's own id.
 * Throws `malformed` or `unsafe`, with the entry's field.
 */
export function parseDirManifest(
	bytes: Uint8Array,
	file: string,
	algorithm: HashAlgorithm = 'md5',
): ManifestEntry[] {
	const text = decodeSource(bytes, file, manifestLimit);
	const list = parseJson(text, file);
	if (!Array.isArray(list)) throw malformed('Expected a list of files.', file, undefined);
	if (countKeys(text, 'relpath') !== list.length)
		throw malformed('An entry has a key twice, or not at all.', file, 'relpath');
	const entries = list.map((item: unknown, index) => readEntry(item, index, file, algorithm));
	refuseCollisions(entries, file);
	return entries;
}

function parseJson(text: string, file: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw malformed(`Not valid JSON: ${shorten(reason)}.`, file, undefined);
	}
}

/** How often a key occurs: a quote inside a JSON string is escaped, so `"key":` is never part of a path. */
function countKeys(text: string, key: string): number {
	let count = 0;
	for (const _ of text.matchAll(new RegExp(`"${key}"\\s*:`, 'g'))) count += 1;
	return count;
}

function malformed(what: string, file: string, field: string | undefined): TidemarkError {
	return new TidemarkError('malformed', what, {
		file,
		field,
		kept: 'None of its files were used.',
		next: 'Fetch the manifest again, or track the folder again.',
	});
}

function readEntry(item: unknown, index: number, file: string, algorithm: HashAlgorithm): ManifestEntry {
	const { relpath, hash } = readItem(item);
	if (typeof relpath !== 'string') throw malformed('The path is missing.', file, `[${index}].relpath`);
	if (typeof hash !== 'string') throw malformed('The hash is missing.', file, `[${index}].md5`);
	checkRelativePath(relpath, file, `[${index}].relpath`);
	if (hash.length !== 32)
		throw malformed(`"${shorten(hash)}" is not a hash of a file.`, file, `[${index}].md5`);
	const object = checkObjectId(algorithm, hash, file, `[${index}].md5`);
	return { path: relpath, object, size: undefined };
}

function readItem(item: unknown): { relpath: unknown; hash: unknown } {
	if (typeof item !== 'object' || item === null) return { relpath: undefined, hash: undefined };
	const own = (key: string): unknown => Object.getOwnPropertyDescriptor(item, key)?.value;
	return { relpath: own('relpath'), hash: own('md5') ?? own('md5-dos2unix') };
}

/** Refuses two entries of one path, and a path that is also a folder of another. */
function refuseCollisions(entries: readonly ManifestEntry[], file: string): void {
	const files = new Map<string, number>();
	for (const [index, { path }] of entries.entries()) {
		const first = files.get(path);
		if (first !== undefined) {
			throw malformed(
				`"${shorten(path)}" is listed twice, as [${first}] and [${index}].`,
				file,
				`[${index}].relpath`,
			);
		}
		files.set(path, index);
	}
	const folders = new Set<string>();
	for (const [index, { path }] of entries.entries()) {
		for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) {
			const folder = path.slice(0, slash);
			if (folders.has(folder)) break;
			folders.add(folder);
			const clash = files.get(folder);
			if (clash === undefined) continue;
			throw malformed(
				`"${shorten(folder)}" is a file in [${clash}] and a folder in [${index}].`,
				file,
				`[${index}].relpath`,
			);
		}
	}
}

/**
 * A manifest's bytes as DVC writes them: Python's `json.dumps(…, sort_keys=True)` of `{md5, relpath}`, sorted by
 * path in code point order, ASCII only, no final newline. Their md5 plus `.dir` is the folder's id.
 */
export function formatDirManifest(
	entries: readonly { readonly path: string; readonly object: ObjectId }[],
): Uint8Array {
	const sorted = entries.toSorted((a, b) => compareCodePoints(a.path, b.path));
	const items = sorted.map(({ path, object }) => `{"md5": "${object.hash}", "relpath": ${pythonJson(path)}}`);
	return new TextEncoder().encode(`[${items.join(', ')}]`);
}

/** A JSON string as Python's default encoder writes it: everything but printable ASCII escaped. */
export function pythonJson(text: string): string {
	return JSON.stringify(text).replaceAll(
		/[^ -~]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** Order of two strings by code points, which is Python's and that of UTF-8 bytes; JavaScript's own is by UTF-16. */
export function compareCodePoints(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let at = 0; at < length; at++) {
		const left = a.charCodeAt(at);
		const right = b.charCodeAt(at);
		if (left !== right) return rank(left) - rank(right);
	}
	return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
	return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
