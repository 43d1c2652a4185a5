import {
	isCollection,
	isMap,
	isScalar,
	isSeq,
	type Pair,
	parseDocument,
	type Scalar,
	type YAMLMap,
} from 'yaml';
import { TidemarkError } from '../errors.ts';
import type { CloudLocation } from '../model.ts';
import { compareCodePoints } from './dirManifest.ts';
import { formatDvcYaml, type YamlValue } from './dvcYamlWriter.ts';

/** What content an out has now. */
export interface OutContent {
	/** 32 hex digits, with `.dir` for a folder. */
	readonly md5: string;
	/** Bytes; undefined where it is not known, as after adding one file to a folder. */
	readonly size: number | undefined;
	/** For folders. */
	readonly fileCount: number | undefined;
	/** For single files. */
	readonly isExecutable: boolean;
	/** For a cloud-versioned folder: its files, which are then listed in the pointer instead of hash and size. */
	readonly entries?: readonly VersionedEntry[] | undefined;
}

/** One file of a cloud-versioned folder. */
export interface VersionedEntry {
	readonly path: string;
	readonly md5: string;
	readonly size: number;
	readonly isExecutable: boolean;
	/** Where remotes have this very content; undefined until it is pushed. */
	readonly cloud: ReadonlyMap<string, CloudLocation> | undefined;
}

/** One out of a new `.dvc` file. */
export interface NewOut extends OutContent {
	/** Relative to the `.dvc` file. */
	readonly path: string;
}

/** One out that changes. */
export interface OutUpdate extends OutContent {
	/** Position in `outs`. */
	readonly index: number;
}

/** Text of a new `.dvc` file, as `dvc add` writes it: keys md5, size, nfiles, isexec, hash, path. */
export function formatNewDvcFile(outs: readonly NewOut[]): string {
	return formatDvcYaml({ outs: outs.map((out) => ({ ...contentKeys(out), path: out.path })) });
}

/** The keys DVC keeps about content, in its order; undefined ones are not in the file. */
function contentKeys(content: OutContent): Record<string, YamlValue | undefined> {
	const isListed = content.entries !== undefined;
	return {
		md5: isListed ? undefined : content.md5,
		size: isListed ? undefined : content.size,
		nfiles: isListed ? undefined : content.fileCount,
		isexec: content.isExecutable ? true : undefined,
		hash: 'md5',
	};
}

/** Keys that described the old content and mean nothing for new content. */
const staleKeys = ['md5-dos2unix', 'etag', 'checksum', 'version_id', 'cloud', 'files'];

/**
 * Text of a `.dvc` file with the content of some outs replaced. As with DVC, keys keep their order, new ones go to
 * the end of the out and everything else stays: comments, quotes, unknown keys. Only the lines concerned are
 * touched, so a file that DVC did not write keeps its style, line ends included.
 * Throws `malformed` when the text has no such out, `unsupported` for one in flow style that loses a key.
 */
export function updateDvcFile(text: string, file: string, updates: readonly OutUpdate[]): string {
	const edits = updates.flatMap((update) => editsOfOut(text, file, update));
	edits.sort((a, b) => b.start - a.start);
	return edits.reduce(
		(edited, { start, end, insert }) => edited.slice(0, start) + insert + edited.slice(end),
		text,
	);
}

interface Edit {
	readonly start: number;
	readonly end: number;
	readonly insert: string;
}

function editsOfOut(text: string, file: string, update: OutUpdate): Edit[] {
	const out = findOut(text, file, update.index);
	const wanted = contentKeys(update);
	const unchanged = textOf(find(out, 'md5')) === update.md5;
	const stale = unchanged || update.entries !== undefined ? [] : staleKeys;
	const edits: Edit[] = [];
	const added: [string, YamlValue][] = [];
	for (const [key, value] of Object.entries(wanted)) {
		const pair = find(out, key);
		if (value === undefined) edits.push(...removal(text, file, out, pair));
		else if (pair === undefined) added.push([key, value]);
		else if (textOf(pair) !== String(value)) edits.push(replacement(pair, value));
	}
	for (const key of stale) edits.push(...removal(text, file, out, find(out, key)));
	if (added.length > 0) edits.push(addition(text, out, added));
	if (update.entries !== undefined) edits.push(listing(text, file, out, update.entries));
	return edits;
}

/** The `files:` of a cloud-versioned folder written anew, sorted by path, as DVC does. */
function listing(text: string, file: string, out: YAMLMap.Parsed, entries: readonly VersionedEntry[]): Edit {
	const pair = find(out, 'files');
	const start = rangeOf(pair?.key)[0];
	const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
	if (pair === undefined || out.flow === true || indent !== 2)
		throw unsupported('a list of files in this style', file);
	const sorted = entries.toSorted((a, b) => compareCodePoints(a.path, b.path)).map(entryKeys);
	const written = formatDvcYaml({ outs: [{ files: sorted }] }).slice('outs:\n- '.length);
	return { start, end: nextLine(text, rangeOf(pair.value)[1]), insert: written };
}

function entryKeys(entry: VersionedEntry): YamlValue {
	const places = [...(entry.cloud ?? [])].map(([remote, { etag, versionId }]): [string, YamlValue] => [
		remote,
		{ etag, version_id: versionId },
	]);
	return {
		relpath: entry.path,
		md5: entry.md5,
		size: entry.size,
		isexec: entry.isExecutable ? true : undefined,
		cloud: places.length === 0 ? undefined : new Map(places),
	};
}

function unsupported(what: string, file: string): TidemarkError {
	return new TidemarkError('unsupported', `Tidemark does not rewrite ${what}.`, {
		file,
		kept: 'The file was left as it is.',
		next: 'Write one key a line, indented by two spaces, or use dvc add.',
	});
}

function findOut(text: string, file: string, index: number): YAMLMap.Parsed {
	const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
	const outs = document.errors.length === 0 ? document.get('outs') : undefined;
	const out = isSeq(outs) ? outs.items[index] : undefined;
	if (isMap(out)) return out as YAMLMap.Parsed;
	throw new TidemarkError('malformed', 'The out to update is not in the file.', {
		file,
		field: `outs[${index}]`,
		kept: 'The file was left as it is.',
		next: 'Correct the file, or restore it from git.',
	});
}

function find(map: YAMLMap.Parsed, key: string): Pair | undefined {
	return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function textOf(pair: Pair | undefined): string | undefined {
	return isScalar(pair?.value) && typeof pair.value.value === 'string' ? pair.value.value : undefined;
}

function rangeOf(node: unknown): readonly [number, number] {
	const range = (node as Scalar | null | undefined)?.range;
	return range === null || range === undefined ? [0, 0] : [range[0], range[1]];
}

function replacement(pair: Pair, value: YamlValue): Edit {
	const [start, end] = rangeOf(pair.value);
	const written = inline(value);
	return start === end
		? { start: rangeOf(pair.key)[1] + 1, end, insert: ` ${written}` }
		: { start, end, insert: written };
}

function inline(value: YamlValue): string {
	return formatDvcYaml({ key: value }).slice('key: '.length).trimEnd();
}

/** Takes out a key with its value: its lines, or, for the first key of a list item, up to the next key. */
function removal(text: string, file: string, out: YAMLMap.Parsed, pair: Pair | undefined): Edit[] {
	if (pair === undefined) return [];
	if (out.flow === true) throw unsupported('an out between braces', file);
	const start = rangeOf(pair.key)[0];
	const end = nextLine(text, rangeOf(pair.value)[1]);
	const lineStart = text.lastIndexOf('\n', start - 1) + 1;
	if (/^\s*$/.test(text.slice(lineStart, start))) return [{ start: lineStart, end, insert: '' }];
	const following = out.items[out.items.indexOf(pair as never) + 1];
	return [{ start, end: following === undefined ? end : rangeOf(following.key)[0], insert: '' }];
}

/** Start of the line after `offset`; `offset` itself where a line starts there, as after a nested value. */
function nextLine(text: string, offset: number): number {
	return text.charAt(offset - 1) === '\n' ? offset : lineEnd(text, offset);
}

function lineEnd(text: string, offset: number): number {
	const newline = text.indexOf('\n', offset);
	return newline === -1 ? text.length : newline + 1;
}

/**
 * New keys at the end of an out. DVC counts the comments and blank lines after the last key to that key, unless its
 * value is a list or map in brackets, so the new ones come after those.
 */
function addition(text: string, out: YAMLMap.Parsed, added: readonly [string, YamlValue][]): Edit {
	const last = out.items.at(-1);
	const lines = added.map(([key, value]) => `${key}: ${inline(value)}`);
	const end = Math.max(rangeOf(last?.value)[1], rangeOf(last?.key)[1]);
	if (out.flow === true) return { start: end, end, insert: lines.map((line) => `, ${line}`).join('') };
	let at = nextLine(text, end);
	const ownsComments = !(isCollection(last?.value) && last.value.flow === true);
	while (ownsComments && at < text.length && /^[ \t]*(?:#.*)?\r?\n?$/.test(text.slice(at, lineEnd(text, at))))
		at = lineEnd(text, at);
	const first = rangeOf(out.items[0]?.key)[0];
	const indent = ' '.repeat(first - (text.lastIndexOf('\n', first - 1) + 1));
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const before = text.endsWith('\n') || at < text.length ? '' : eol;
	return { start: at, end: at, insert: before + lines.map((line) => `${indent}${line}${eol}`).join('') };
}
