import { TidemarkError } from '../errors.ts';
import type { ValueChange } from '../model.ts';
import { type DataMap, type DataValue, difference, equalData, numberOf, plainData } from './dataValue.ts';
import { flatten, isTruthy, metricsOf, pickKeys } from './flatten.ts';
import { pythonRepr } from './pythonRepr.ts';
import { parseJsonData, readData } from './readData.ts';

/** One metrics or params file of one side. */
export interface ValueFile {
	readonly path: string;
	readonly content: Uint8Array;
	/** For params: the dotted keys that count; absent or empty = the whole file. */
	readonly keys?: readonly string[] | undefined;
}

/** One value in the document DVC prints; a missing side is null. */
export interface ValuePair {
	readonly old: unknown;
	readonly new: unknown;
	readonly diff?: number | string | undefined;
}

/** `{file: {dotted key: {old, new, diff}}}`, as `dvc metrics diff --json` and `dvc params diff --json` print it. */
export type ValueDocument = Readonly<Record<string, Readonly<Record<string, ValuePair>>>>;

/** What differs between two sides' values, and the files that could not be read; those count as empty. */
export interface ValueDiff {
	readonly document: ValueDocument;
	readonly errors: readonly TidemarkError[];
}

export interface ValueDiffOptions {
	/** Also the values that are equal. */
	readonly all?: boolean | undefined;
}

/** `dvc metrics diff --json` (DVC 3.67) for the metrics files of two sides. */
export function dvcMetricsDiff(
	old: readonly ValueFile[],
	other: readonly ValueFile[],
	options: ValueDiffOptions = {},
): Promise<ValueDiff> {
	return diffFiles(old, other, options, (value) => metricsOf(value));
}

/** `dvc params diff --json` (DVC 3.67) for the params files of two sides. */
export function dvcParamsDiff(
	old: readonly ValueFile[],
	other: readonly ValueFile[],
	options: ValueDiffOptions = {},
): Promise<ValueDiff> {
	return diffFiles(old, other, options, (value, file) =>
		pickKeys(isTruthy(value) ? value : new Map(), file.keys ?? []),
	);
}

/** The document's values one by one, for a table. */
export function valueChanges(document: ValueDocument): readonly ValueChange[] {
	return Object.entries(document).flatMap(([file, values]) =>
		Object.entries(values).map(([key, pair]) => ({
			file,
			key,
			old: pair.old ?? undefined,
			new: pair.new ?? undefined,
			diff: typeof pair.diff === 'number' ? pair.diff : undefined,
		})),
	);
}

type Extract = (value: DataValue, file: ValueFile) => DataValue;

async function diffFiles(
	old: readonly ValueFile[],
	other: readonly ValueFile[],
	{ all = false }: ValueDiffOptions,
	extract: Extract,
): Promise<ValueDiff> {
	const errors: TidemarkError[] = [];
	const [before, after] = [await readAll(old, extract, errors), await readAll(other, extract, errors)];
	const paths = [...new Set([...before.keys(), ...after.keys()])];
	const changed = paths
		.map(
			(path) =>
				[path, diffDocuments(before.get(path) ?? new Map(), after.get(path) ?? new Map(), all)] as const,
		)
		.filter(([, values]) => values.size > 0);
	return {
		document: Object.fromEntries(changed.map(([path, values]) => [path, Object.fromEntries(values)])),
		errors,
	};
}

async function readAll(
	files: readonly ValueFile[],
	extract: Extract,
	errors: TidemarkError[],
): Promise<ReadonlyMap<string, DataValue>> {
	const read = new Map<string, DataValue>();
	for (const file of files) {
		try {
			read.set(file.path, extract(await readData(file.content, file.path), file));
		} catch (error) {
			if (!TidemarkError.is(error)) throw error;
			errors.push(error);
		}
	}
	return read;
}

/** Two files' values: by dotted key where a side is a map, else as one value under the empty key. */
function diffDocuments(old: DataValue, other: DataValue, all: boolean): ReadonlyMap<string, ValuePair> {
	const [a, b] = [asPrinted(old), asPrinted(other)];
	if (a instanceof Map || b instanceof Map) return diffMaps(asMap(a), asMap(b), all);
	const single = Array.isArray(a) && Array.isArray(b) && a.length === 1 && b.length === 1;
	const pair = single ? diffValues(a[0] as DataValue, b[0] as DataValue, all) : diffValues(a, b, all);
	return pair === undefined ? new Map() : new Map([['', pair]]);
}

const asMap = (value: DataValue): DataMap => (value instanceof Map ? flatten(value as DataMap) : new Map());

/** A document that is a list or text: DVC prints it as Python does and takes that for JSON where it happens to be. */
function asPrinted(value: DataValue): DataValue {
	const text = Array.isArray(value) ? pythonRepr(value) : value;
	if (typeof text !== 'string') return text;
	try {
		return parseJsonData(new TextEncoder().encode(text));
	} catch {
		return text;
	}
}

function diffMaps(old: DataMap, other: DataMap, all: boolean): ReadonlyMap<string, ValuePair> {
	const pairs = new Map<string, ValuePair>();
	for (const key of new Set([...old.keys(), ...other.keys()])) {
		const pair = diffValues(old.get(key) ?? null, other.get(key) ?? null, all);
		if (pair !== undefined) pairs.set(key, pair);
	}
	return pairs;
}

function diffValues(old: DataValue, other: DataValue, all: boolean): ValuePair | undefined {
	if (!all && equalData(old, other)) return undefined;
	const pair = { old: plainData(old), new: plainData(other) };
	const [a, b] = [numberOf(old), numberOf(other)];
	if (a === undefined || b === undefined) return pair;
	return { ...pair, diff: plainData(difference(a, b)) as number | string };
}
