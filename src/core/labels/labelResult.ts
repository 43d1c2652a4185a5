import { boxOf } from './box.ts';
import type { Differences } from './differences.ts';
import type { JsonValue } from './jsonReader.ts';
import { plainValue } from './jsonValues.ts';
import type { LabelSide } from './labelSide.ts';
import type { FieldChange, LabelDiff, RecordDetail, RecordRow, RowQuery } from './model.ts';
import { wholeRecord } from './recordValue.ts';
import { RowFilter, type RowPlace } from './rowFilter.ts';
import { summarise } from './summary.ts';

const sampleRows = 20;

/**
 * A finished comparison: its summary, and rows and details read from the files when they are asked for. Rows come as
 * changed, added (both in the new file's order), removed (in the old file's).
 */
export class LabelResult {
	readonly summary: LabelDiff;
	readonly #old: LabelSide;
	readonly #new: LabelSide;
	readonly #found: Differences;
	readonly #filter: RowFilter;

	constructor(old: LabelSide, other: LabelSide, found: Differences) {
		this.#old = old;
		this.#new = other;
		this.#found = found;
		this.#filter = new RowFilter(
			this.count,
			(index) => this.place(index),
			[old, other],
			(index) => this.row(index),
		);
		// Counted before any row is read again, so that oddities count once.
		const counts = summarise(old, other, found);
		const sample = Array.from({ length: Math.min(sampleRows, this.count) }, (_, index) => this.row(index));
		this.summary = { ...counts, sample };
	}

	/** Number of differing records. */
	get count(): number {
		return this.#found.changedOld.length + this.#found.added.length + this.#found.removed.length;
	}

	/** The records of row `index`; throws `RangeError` when there is no such row. */
	place(index: number): RowPlace {
		const { changedOld, changedNew, added, removed } = this.#found;
		if (!Number.isInteger(index) || index < 0 || index >= this.count)
			throw new RangeError(`No row ${index}.`);
		if (index < changedOld.length) return { kind: 'changed', old: changedOld[index], new: changedNew[index] };
		const afterChanged = index - changedOld.length;
		if (afterChanged < added.length) return { kind: 'added', old: undefined, new: added[afterChanged] };
		return { kind: 'removed', old: removed[afterChanged - added.length], new: undefined };
	}

	/** One page of the rows that pass the query's filter. */
	rows(query: RowQuery): { readonly total: number; readonly rows: readonly RecordRow[] } {
		const indexes = this.#filter.apply(query);
		const page = indexes.subarray(
			Math.max(0, query.start),
			Math.max(0, query.start) + Math.max(0, query.count),
		);
		return { total: indexes.length, rows: Array.from(page, (index) => this.row(index)) };
	}

	/** One row of the list. */
	row(index: number): RecordRow {
		const place = this.place(index);
		return this.#rowOf(index, place, this.#values(place));
	}

	/** Everything about one differing record. */
	record(index: number): RecordDetail {
		const place = this.place(index);
		const [before, after] = this.#values(place);
		const row = this.#rowOf(index, place, [before, after]);
		const fields = place.kind === 'changed' ? row.fields : fieldsOf(before ?? after);
		return {
			...row,
			changes: fields.map((field) => fieldChange(field, before, after)),
			oldBox: boxOf(before),
			newBox: boxOf(after),
			old: before === undefined ? undefined : plainValue(before),
			new: after === undefined ? undefined : plainValue(after),
		};
	}

	#values(place: RowPlace): readonly [JsonValue | undefined, JsonValue | undefined] {
		const before = place.old === undefined ? undefined : this.#old.value(place.old);
		return [before, place.new === undefined ? undefined : this.#new.value(place.new)];
	}

	#rowOf(
		index: number,
		place: RowPlace,
		values: readonly [JsonValue | undefined, JsonValue | undefined],
	): RecordRow {
		const side = place.new === undefined ? this.#old : this.#new;
		const at = place.new ?? place.old ?? 0;
		const value = values[1] ?? values[0] ?? null;
		const iou = place.kind === 'changed' ? (this.#found.iou[index] ?? Number.NaN) : Number.NaN;
		return {
			index,
			kind: place.kind,
			key: side.keyText(at, value),
			oldClass: place.old === undefined ? undefined : this.#old.className(place.old),
			newClass: place.new === undefined ? undefined : this.#new.className(place.new),
			fields: place.kind === 'changed' ? (this.#found.fieldSets[this.#found.fieldSet[index] ?? 0] ?? []) : [],
			iou: Number.isNaN(iou) ? undefined : iou,
			target: side.target(at, value),
		};
	}
}

function fieldsOf(value: JsonValue | undefined): readonly string[] {
	return value instanceof Map ? [...value.keys()] : [wholeRecord];
}

function fieldChange(
	field: string,
	before: JsonValue | undefined,
	after: JsonValue | undefined,
): FieldChange {
	return { field, old: fieldValue(field, before), new: fieldValue(field, after) };
}

function fieldValue(field: string, record: JsonValue | undefined): unknown {
	const value =
		field === wholeRecord && !(record instanceof Map && record.has(field)) ? record : memberOf(record, field);
	return value === undefined ? undefined : plainValue(value);
}

function memberOf(record: JsonValue | undefined, field: string): JsonValue | undefined {
	return record instanceof Map ? record.get(field) : undefined;
}
