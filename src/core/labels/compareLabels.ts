import { findDifferences } from './differences.ts';
import { indexBoth, scanPair } from './indexBoth.ts';
import { LabelResult } from './labelResult.ts';
import { LabelSide } from './labelSide.ts';
import { type ScanFile, scanFile } from './scan.ts';
import { commonFormat, sniff } from './sniff.ts';
import type { LabelSource } from './source.ts';

export interface CompareLabelsOptions {
	/** Field (or `a+b`) to join by instead of the one found; `(property name)` and `(content)` as shown. */
	readonly key?: string | undefined;
	/** Bytes of both files read so far. May throw to stop. */
	readonly onBytes?: ((done: number) => void) | undefined;
	/** Called now and then while records are read. May throw to stop. */
	readonly check?: (() => void) | undefined;
	/** Indexes a file; default: plain JavaScript. */
	readonly scan?: ScanFile | undefined;
}

/**
 * Compares the records of two label files: sniff, scan both sides, join by key, read what differs. Holds an index of
 * some 34 bytes a record and reads the files again for rows and details, so the sources must stay readable.
 * Throws `malformed` where a file stops being JSON, `unsupported` when the two are laid out differently.
 */
export function compareLabels(
	old: LabelSource,
	other: LabelSource,
	options: CompareLabelsOptions = {},
): LabelResult {
	const { key, onBytes = () => {}, check = () => {}, scan = scanFile } = options;
	const sources = [old, other] as const;
	const format = commonFormat(sniff(old), sniff(other), [old.name, other.name]);
	const { layout, scans } = indexBoth(sources, format, key, (tried) =>
		scanPair(sources, tried, scan, onBytes),
	);
	const sides = [new LabelSide(old, scans[0], layout), new LabelSide(other, scans[1], layout)] as const;
	return new LabelResult(...sides, findDifferences(...sides, check));
}
