import { boxOf, overlap } from './box.ts';
import { ChainTable, type Names } from './chainTable.ts';
import { Hasher } from './hash.ts';
import { type Joined, join } from './join.ts';
import type { LabelSide } from './labelSide.ts';
import type { Section } from './layout.ts';
import { NumberList } from './numberList.ts';
import { bodyText, changedFields } from './recordValue.ts';

/** The records that differ, by number: what the summary counts and the rows list. */
export interface Differences {
	/** Pairs whose values differ, in the new file's order. */
	readonly changedOld: Int32Array;
	readonly changedNew: Int32Array;
	/** Per changed pair: box overlap, NaN where a side has no box. */
	readonly iou: Float32Array;
	/** Per changed pair: which of {@link fieldSets} it changes. */
	readonly fieldSet: Int32Array;
	readonly fieldSets: readonly (readonly string[])[];
	readonly added: Int32Array;
	readonly removed: Int32Array;
	readonly unchanged: number;
	/** Added records whose content a removed one had. */
	readonly moved: number;
	readonly repeats: Joined['repeats'];
}

/** Called now and then while records are read; may throw to stop. */
export type Checkpoint = () => void;

const recordsPerCheck = 512;

/** Joins the main lists of two sides and reads those records, and only those, whose bytes differ. */
export function findDifferences(old: LabelSide, other: LabelSide, check: Checkpoint): Differences {
	const joined = join(old.scan.sections.records, other.scan.sections.records);
	const changed = compareValues(old, other, joined, check);
	const contents = matchContents(old, other, joined, check);
	const unchanged = joined.same + joined.differingOld.length - changed.changedOld.length + contents.same;
	return { ...changed, ...contents, unchanged, repeats: joined.repeats };
}

type Changed = Pick<Differences, 'changedOld' | 'changedNew' | 'iou' | 'fieldSet' | 'fieldSets'>;

function compareValues(old: LabelSide, other: LabelSide, joined: Joined, check: Checkpoint): Changed {
	const [changedOld, changedNew, fieldSet] = [new NumberList(), new NumberList(), new NumberList()];
	const iou = new Float32Array(joined.differingOld.length);
	const sets = new FieldSets();
	for (let at = 0; at < joined.differingOld.length; at++) {
		if (at % recordsPerCheck === 0) check();
		const [a, b] = [joined.differingOld[at] ?? 0, joined.differingNew[at] ?? 0];
		const [before, after] = [old.value(a), other.value(b)];
		const fields = changedFields(before, after);
		if (fields.length === 0) continue;
		const [oldBox, newBox] = [boxOf(before), boxOf(after)];
		iou[changedOld.length] =
			oldBox === undefined || newBox === undefined ? Number.NaN : overlap(oldBox, newBox);
		changedOld.push(a);
		changedNew.push(b);
		fieldSet.push(sets.number(fields));
	}
	return {
		changedOld: changedOld.values(),
		changedNew: changedNew.values(),
		iou: iou.slice(0, changedOld.length),
		fieldSet: fieldSet.values(),
		fieldSets: sets.all,
	};
}

/** Numbers the distinct sets of changed fields. */
class FieldSets {
	readonly all: (readonly string[])[] = [];
	readonly #numbers = new Map<string, number>();

	number(fields: readonly string[]): number {
		const name = JSON.stringify(fields);
		const known = this.#numbers.get(name);
		if (known !== undefined) return known;
		this.#numbers.set(name, this.all.length);
		return this.all.push(fields) - 1;
	}
}

interface Contents {
	readonly added: Int32Array;
	readonly removed: Int32Array;
	readonly moved: number;
	readonly same: number;
}

/** Pairs added and removed records by content: with keys they moved, without they are the same record. */
function matchContents(old: LabelSide, other: LabelSide, joined: Joined, check: Checkpoint): Contents {
	const { added, removed } = joined;
	if (added.length === 0 || removed.length === 0) return { added, removed, moved: 0, same: 0 };
	const bodies = bodiesOf(other, added, check);
	const table = new ChainTable(bodiesOf(old, removed, check), removed.length);
	const [sameOld, sameNew] = [new Set<number>(), new Set<number>()];
	let moved = 0;
	for (let at = 0; at < added.length; at++) {
		const match = table.take(bodies.lo[at] ?? 0, bodies.hi[at] ?? 0);
		if (match < 0) continue;
		const [a, b] = [removed[match] ?? 0, added[at] ?? 0];
		if (isKeyless(old, a) && isKeyless(other, b)) {
			sameOld.add(a);
			sameNew.add(b);
		} else moved++;
	}
	const left = (list: Int32Array, gone: Set<number>): Int32Array =>
		gone.size === 0 ? list : list.filter((at) => !gone.has(at));
	return { added: left(added, sameNew), removed: left(removed, sameOld), moved, same: sameNew.size };
}

const isKeyless = (side: LabelSide, at: number): boolean => side.scan.sections.records.keyless.has(at);

function bodiesOf(side: LabelSide, records: Int32Array, check: Checkpoint): Names {
	const [lo, hi] = [new Int32Array(records.length), new Int32Array(records.length)];
	const hasher = new Hasher();
	for (let at = 0; at < records.length; at++) {
		if (at % recordsPerCheck === 0) check();
		hasher.runText(bodyText(side.value(records[at] ?? 0), side.layout.keyFields), 0);
		lo[at] = hasher.lo;
		hi[at] = hasher.hi;
	}
	return { lo, hi };
}

/** How many entries of one of COCO's other lists were added, removed and changed. */
export function countSection(
	old: LabelSide,
	other: LabelSide,
	section: Section,
): { readonly added: number; readonly removed: number; readonly changed: number } {
	const joined = join(old.scan.sections[section], other.scan.sections[section]);
	let changed = 0;
	for (let at = 0; at < joined.differingOld.length; at++) {
		const before = old.value(joined.differingOld[at] ?? 0, section);
		const after = other.value(joined.differingNew[at] ?? 0, section);
		if (changedFields(before, after).length > 0) changed++;
	}
	return { added: joined.added.length, removed: joined.removed.length, changed };
}
