import { TidemarkError } from '../errors.ts';
import { decodeString } from './jsonText.ts';
import { cocoSections, type LabelFormat } from './layout.ts';
import { textEnd } from './recordKey.ts';
import { RecordScanner } from './scanner.ts';
import type { LabelSource } from './source.ts';

const headSize = 256 << 10;

/** What the beginning of a file says. */
export interface Sniffed {
	readonly format: LabelFormat;
	/** An empty container, which is an empty file of any format with that bracket. */
	readonly empty: boolean;
}

/** Tells a label file's format from its name and first 256 KiB. Throws `malformed` when that is no JSON. */
export function sniff(source: LabelSource): Sniffed {
	const head = source.read(0, headSize).slice();
	const first = head[contentStart(head)];
	if (/\.(jsonl|ndjson)$/i.test(source.name)) return { format: 'jsonl', empty: first === undefined };
	if (first === 0x5b) return { format: 'array', empty: isEmptyContainer(head) };
	if (first !== 0x7b) throw noLabels(source.name, head);
	if (hasSeveralValues(head, source.name)) return { format: 'jsonl', empty: false };
	return { format: hasCocoLists(head, source.name) ? 'coco' : 'map', empty: isEmptyContainer(head) };
}

/** Two sides' formats as one; throws `unsupported` when they differ. */
export function commonFormat(old: Sniffed, other: Sniffed, names: readonly [string, string]): LabelFormat {
	if (old.format === other.format) return old.format;
	const bracket = (side: Sniffed): boolean => side.format === 'array' || side.format === 'jsonl';
	if (bracket(old) === bracket(other)) {
		if (old.empty) return other.format;
		if (other.empty) return old.format;
	}
	throw new TidemarkError(
		'unsupported',
		`Its records are laid out as ${formatNames[other.format]} from byte 0; on the old side (${names[0]}) they are ${formatNames[old.format]}.`,
		{ file: names[1], next: 'Compare versions that hold the labels in one layout.' },
	);
}

const formatNames: Readonly<Record<LabelFormat, string>> = {
	coco: 'COCO',
	map: 'an object of records',
	array: 'an array of records',
	jsonl: 'JSON Lines',
};

function contentStart(head: Uint8Array): number {
	let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
	while (head[at] === 32 || head[at] === 9 || head[at] === 10 || head[at] === 13) at++;
	return at;
}

function isEmptyContainer(head: Uint8Array): boolean {
	const text = new TextDecoder().decode(head.subarray(contentStart(head), contentStart(head) + 64));
	return /^(\{\s*\}|\[\s*\])/.test(text);
}

function noLabels(file: string, head: Uint8Array): TidemarkError {
	const at = contentStart(head);
	const text = new TextDecoder().decode(head.subarray(at, at + 40));
	if (text.startsWith('version https://git-lfs'))
		return new TidemarkError('missingObject', 'This is a Git LFS pointer, not the labels it stands for.', {
			file,
			next: 'Fetch the file first.',
		});
	const what = at === head.length ? 'the file is empty' : 'labels begin with { or [';
	return new TidemarkError('malformed', `Not valid JSON: it stops at byte ${at}: ${what}.`, { file });
}

/** Whether a second value follows the first, one record a line. */
function hasSeveralValues(head: Uint8Array, file: string): boolean {
	const scanner = new RecordScanner({ format: 'jsonl', keyFields: [], classField: undefined }, file);
	scanner.push(head);
	return scanner.sofar().sections.records.count + (scanner.recordStart === undefined ? 0 : 1) > 1;
}

/** Whether an outermost property with one of COCO's names holds a list. */
function hasCocoLists(head: Uint8Array, file: string): boolean {
	const scanner = new RecordScanner({ format: 'map', keyFields: [], classField: undefined }, file);
	scanner.push(head);
	const { records } = scanner.sofar().sections;
	const starts = [...records.offset.subarray(0, records.count)];
	const gaps = [...records.nameGap.subarray(0, records.count)];
	const pending = scanner.recordStart;
	if (pending !== undefined) {
		starts.push(pending.offset);
		gaps.push(pending.nameGap);
	}
	return starts.some(
		(start, at) => head[start] === 0x5b && cocoSections.has(nameAt(head, start - (gaps[at] ?? 0))),
	);
}

function nameAt(head: Uint8Array, quote: number): string {
	return decodeString(head, quote + 1, textEnd(head, quote + 1)).text;
}
