import type { ClassCounts, LabelDiff } from '../labels/model.ts';
import { plainText } from './plainText.ts';

/** A summary with its text made plain, without the sample rows, which the panel pages for itself. */
export function plainSummary(diff: LabelDiff): LabelDiff {
	return {
		...diff,
		key: plainText(diff.key),
		fields: plainKeys(diff.fields),
		classes: plainKeys(diff.classes),
		sample: [],
		warnings: diff.warnings.slice(0, 50).map((warning) => plainText(warning, 1000)),
	};
}

/** Records that differ. */
export function differing(diff: LabelDiff): number {
	return diff.added + diff.removed + diff.changed;
}

/** Classes by how much changed in them, most first; equal ones by name. */
export function rankedClasses(classes: LabelDiff['classes']): readonly (readonly [string, ClassCounts])[] {
	const weight = (counts: ClassCounts) => counts.added + counts.removed + counts.changed;
	return Object.entries(classes).toSorted(
		([nameA, a], [nameB, b]) => weight(b) - weight(a) || (nameA < nameB ? -1 : 1),
	);
}

function plainKeys<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
	// fromEntries, not assignment: a class may be called `__proto__`.
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [plainText(key), value]));
}
