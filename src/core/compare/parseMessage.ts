import type { RecordChangeKind, RowQuery } from '../labels/model.ts';
import type { FileListName, ToHost, ToView } from './messages.ts';

/** The fields a message may have, of which nothing is known yet. */
interface Fields {
	readonly type?: unknown;
	readonly request?: unknown;
	readonly which?: unknown;
	readonly list?: unknown;
	readonly id?: unknown;
	readonly how?: unknown;
	readonly file?: unknown;
	readonly index?: unknown;
	readonly key?: unknown;
	readonly text?: unknown;
	readonly start?: unknown;
	readonly count?: unknown;
	readonly query?: unknown;
	readonly kinds?: unknown;
	readonly classes?: unknown;
}

/** Rows asked for at once; more is a mistake of the page or an attack on memory. */
const MAX_ROWS = 1000;
const MAX_TEXT = 1000;
const MAX_CLASSES = 10_000;

const RECORD_KINDS: readonly RecordChangeKind[] = ['added', 'removed', 'changed'];
const VIEW_TYPES: ReadonlySet<unknown> = new Set<ToView['type']>([
	'start',
	'progress',
	'idle',
	'comparison',
	'failed',
	'labelFile',
	'copied',
	'answer',
	'refused',
]);

/** A message from the panel, or undefined for anything that is not exactly one; unknown fields are left out. */
export function parseToHost(value: unknown): ToHost | undefined {
	if (!isFields(value)) return undefined;
	return parseAct(value) ?? parseRequest(value);
}

/** A message from the extension by its `type`; the extension is trusted, so its fields are not checked one by one. */
export function parseToView(value: unknown): ToView | undefined {
	if (!isFields(value) || !VIEW_TYPES.has(value.type)) return undefined;
	return value as unknown as ToView;
}

function parseAct(m: Fields): ToHost | undefined {
	switch (m.type) {
		case 'ready':
		case 'refresh':
		case 'cancel':
		case 'swap':
		case 'copyMarkdown':
			return { type: m.type };
		case 'pick':
			return m.which === 'a' || m.which === 'b' ? { type: 'pick', which: m.which } : undefined;
		case 'openFile':
			return parseOpenFile(m);
		case 'compareLabels':
			return parseCompareLabels(m);
		default:
			return undefined;
	}
}

function parseOpenFile(m: Fields): ToHost | undefined {
	const { list, id, how } = m;
	if (!isList(list) || !isIndex(id)) return undefined;
	if (how !== 'diff' && how !== 'old' && how !== 'new') return undefined;
	return { type: 'openFile', list, id, how };
}

function parseCompareLabels(m: Fields): ToHost | undefined {
	const { file, key } = m;
	if (!isIndex(file) || (key !== undefined && !isText(key))) return undefined;
	return { type: 'compareLabels', file, key };
}

function parseRequest(m: Fields): ToHost | undefined {
	const { request } = m;
	if (!isIndex(request)) return undefined;
	switch (m.type) {
		case 'overview':
		case 'fileRows':
			return parseFilesRequest(m, request);
		case 'rows':
			return parseRowsRequest(m, request);
		case 'record':
		case 'image': {
			const { file, index } = m;
			return isIndex(file) && isIndex(index) ? { type: m.type, request, file, index } : undefined;
		}
		default:
			return undefined;
	}
}

function parseFilesRequest(m: Fields, request: number): ToHost | undefined {
	const { list, text, start, count } = m;
	if (!isList(list) || !isText(text)) return undefined;
	if (m.type === 'overview') return { type: 'overview', request, list, text };
	return isIndex(start) && isCount(count)
		? { type: 'fileRows', request, list, text, start, count }
		: undefined;
}

function parseRowsRequest(m: Fields, request: number): ToHost | undefined {
	const query = parseRowQuery(m.query);
	return isIndex(m.file) && query !== undefined ? { type: 'rows', request, file: m.file, query } : undefined;
}

function parseRowQuery(value: unknown): RowQuery | undefined {
	if (!isFields(value)) return undefined;
	const { kinds, classes, text, start, count } = value;
	if (!isIndex(start) || !isCount(count)) return undefined;
	if (kinds !== undefined && !isListOf(kinds, isRecordKind)) return undefined;
	if (classes !== undefined && !isListOf(classes, isText)) return undefined;
	if (text !== undefined && !isText(text)) return undefined;
	return { kinds, classes, text, start, count };
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIndex(value: unknown): value is number {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCount(value: unknown): value is number {
	return isIndex(value) && value <= MAX_ROWS;
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isList(value: unknown): value is FileListName {
	return value === 'files' || value === 'code';
}

function isRecordKind(value: unknown): value is RecordChangeKind {
	return RECORD_KINDS.some((kind) => kind === value);
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
	return Array.isArray(value) && value.length <= MAX_CLASSES && value.every(isItem);
}
