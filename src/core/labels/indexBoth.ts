import { TidemarkError } from '../errors.ts';
import { repeatsOf } from './join.ts';
import type { JsonValue } from './jsonReader.ts';
import { classFieldOf, keyCandidates } from './keyChoice.ts';
import { LabelSide } from './labelSide.ts';
import { keyFieldsOf, keyName, type LabelFormat, type LabelLayout } from './layout.ts';
import type { ScanResult } from './recordSink.ts';
import type { ScanFile } from './scan.ts';
import { RecordScanner } from './scanner.ts';
import type { LabelSource } from './source.ts';

type Pair<T> = readonly [T, T];

/** Two files indexed under one layout. */
export interface IndexedPair {
	readonly layout: LabelLayout;
	readonly scans: Pair<ScanResult>;
}

interface Trial extends IndexedPair {
	/** Share of records that the key does not name alone. */
	readonly doubtful: number;
}

const headSize = 256 << 10;
const sampleSize = 400;
const tolerable = 0.01;
const mostTrials = 3;
/** Matching by content is the last resort: any key that names half of the records is better. */
const doubtOfContent = 0.5;

/**
 * Indexes both files under the first key that names nearly every record of both alone: a guess from the heads, and
 * when that turns out wrong, better guesses from the records found. `key` overrides.
 */
export function indexBoth(
	sources: Pair<LabelSource>,
	format: LabelFormat,
	key: string | undefined,
	scan: (layout: LabelLayout) => Pair<ScanResult>,
): IndexedPair {
	const heads = sources.map((source) => headSample(source, format));
	const tryKeys = (
		samples: readonly (readonly JsonValue[])[],
		tried: readonly string[],
	): Trial | undefined => {
		const layouts = layoutsOf(format, key, samples).filter((layout) => !tried.includes(keyName(layout)));
		return firstGood(layouts.slice(0, mostTrials), scan);
	};
	const first = tryKeys(heads, []) as Trial;
	if (key !== undefined || first.doubtful <= tolerable) return first;
	const found = sources.map((source, at) => foundSample(source, first, at as 0 | 1));
	const second = tryKeys(found, [keyName(first.layout)]);
	return second !== undefined && second.doubtful < first.doubtful ? second : first;
}

function layoutsOf(
	format: LabelFormat,
	key: string | undefined,
	samples: readonly (readonly JsonValue[])[],
): readonly LabelLayout[] {
	const keys = key === undefined ? keyCandidates(format, samples) : [keyFieldsOf(key)];
	const classField = classFieldOf(format, samples);
	return keys.map((keyFields) => ({ format, keyFields, classField }));
}

function firstGood(
	layouts: readonly LabelLayout[],
	scan: (layout: LabelLayout) => Pair<ScanResult>,
): Trial | undefined {
	let best: Trial | undefined;
	for (const layout of layouts) {
		const scans = scan(layout);
		const doubtful = Math.max(doubt(layout, scans[0]), doubt(layout, scans[1]));
		if (best === undefined || doubtful < best.doubtful) best = { layout, scans, doubtful };
		if (doubtful <= tolerable) break;
	}
	return best;
}

function doubt(layout: LabelLayout, scan: ScanResult): number {
	const { records } = scan.sections;
	if (records.count === 0 || (layout.format === 'map' && layout.keyFields.length === 0)) return 0;
	if (layout.keyFields.length === 0) return doubtOfContent;
	return (records.keyless.size + repeatsOf(records).count) / records.count;
}

function headSample(source: LabelSource, format: LabelFormat): readonly JsonValue[] {
	const layout: LabelLayout = { format, keyFields: [], classField: undefined };
	const scanner = new RecordScanner(layout, source.name);
	scanner.push(source.read(0, headSize));
	return firstRecords(new LabelSide(source, scanner.sofar(), layout));
}

function foundSample(source: LabelSource, trial: Trial, side: 0 | 1): readonly JsonValue[] {
	return firstRecords(new LabelSide(source, trial.scans[side], trial.layout));
}

/** The first records that can be read; what is wrong with the others is told when they turn out to differ. */
function firstRecords(side: LabelSide): readonly JsonValue[] {
	const count = Math.min(sampleSize, side.scan.sections.records.count);
	return Array.from({ length: count }, (_, at) => at).flatMap((at) => {
		try {
			return [side.value(at)] satisfies JsonValue[];
		} catch (error) {
			if (!TidemarkError.is(error, 'malformed')) throw error;
			return [];
		}
	});
}

/** Scans one file after the other and tells how many bytes of both are read. */
export function scanPair(
	sources: Pair<LabelSource>,
	layout: LabelLayout,
	scan: ScanFile,
	onBytes: (done: number) => void,
): Pair<ScanResult> {
	const [old, other] = sources;
	const first = scan(old, layout, onBytes);
	return [first, scan(other, layout, (done) => onBytes(old.size + done))];
}
