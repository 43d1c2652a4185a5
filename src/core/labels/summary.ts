import { countSection, type Differences } from './differences.ts';
import type { LabelSide } from './labelSide.ts';
import { keyName } from './layout.ts';
import type { ClassCounts, LabelDiff } from './model.ts';
import { warningsOf } from './warnings.ts';

const overlapBins = 10;
type Counts = { -readonly [K in keyof ClassCounts]: number };

/** Counts a comparison, but for its sample of rows. */
export function summarise(old: LabelSide, other: LabelSide, found: Differences): Omit<LabelDiff, 'sample'> {
	return {
		format: old.layout.format,
		key: keyName(old.layout),
		records: [old.scan.sections.records.count, other.scan.sections.records.count],
		added: found.added.length,
		removed: found.removed.length,
		changed: found.changedOld.length,
		unchanged: found.unchanged,
		moved: found.moved,
		fields: countFields(found),
		classes: countClasses(old, other, found),
		iou: overlaps(found.iou),
		images: old.layout.format === 'coco' ? countSection(old, other, 'images') : undefined,
		warnings: warningsOf(old, other, found.repeats),
	};
}

function countFields({ fieldSet, fieldSets }: Differences): Readonly<Record<string, number>> {
	const counts = new Map<string, number>();
	for (const set of fieldSet)
		for (const field of fieldSets[set] ?? []) counts.set(field, (counts.get(field) ?? 0) + 1);
	return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

/** A changed record counts for its class, and for both classes when that is what changed. */
function countClasses(
	old: LabelSide,
	other: LabelSide,
	found: Differences,
): Readonly<Record<string, ClassCounts>> {
	const counts = new Map<string, Counts>();
	countAll(counts, old, 'a');
	countAll(counts, other, 'b');
	for (const at of found.added) count(counts, other.className(at), 'added');
	for (const at of found.removed) count(counts, old.className(at), 'removed');
	found.changedNew.forEach((at, pair) => {
		const [before, after] = [old.className(found.changedOld[pair] ?? 0), other.className(at)];
		count(counts, after, 'changed');
		if (before !== after) count(counts, before, 'changed');
	});
	return Object.fromEntries([...counts].sort(([, x], [, y]) => y.b + y.a - x.b - x.a));
}

function countAll(counts: Map<string, Counts>, side: LabelSide, column: 'a' | 'b'): void {
	const { classId, count: records } = side.scan.sections.records;
	const perClass = new Float64Array(side.classNames.length);
	for (let at = 0; at < records; at++) {
		const number = classId[at] as number;
		perClass[number] = (perClass[number] as number) + 1;
	}
	side.classNames.forEach((name, number) => {
		count(counts, name, column, perClass[number]);
	});
}

function count(counts: Map<string, Counts>, name: string | undefined, column: keyof Counts, by = 1): void {
	if (name === undefined || by === 0) return;
	let entry = counts.get(name);
	if (entry === undefined) {
		entry = { a: 0, b: 0, added: 0, removed: 0, changed: 0 };
		counts.set(name, entry);
	}
	entry[column] += by;
}

function overlaps(iou: Float32Array): readonly number[] {
	const bins = new Array<number>(overlapBins).fill(0);
	let boxes = 0;
	for (const value of iou) {
		if (Number.isNaN(value)) continue;
		const bin = Math.min(overlapBins - 1, Math.floor(value * overlapBins));
		bins[bin] = (bins[bin] ?? 0) + 1;
		boxes++;
	}
	return boxes === 0 ? [] : bins;
}
