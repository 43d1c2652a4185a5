import type { FieldChange, RecordDetail, RecordRow } from '../labels/model.ts';
import type { FieldRow, RecordView } from './messages.ts';
import { plainText, valueText } from './plainText.ts';

const MAX_VALUE = 2000;
const MAX_FIELDS = 500;
const MAX_NAMES = 50;

/** A row with its text made plain and cut to length. */
export function plainRow(row: RecordRow): RecordRow {
	return {
		index: row.index,
		kind: row.kind,
		key: plainText(row.key),
		oldClass: plainOptional(row.oldClass),
		newClass: plainOptional(row.newClass),
		fields: row.fields.slice(0, MAX_NAMES).map((name) => plainText(name, 100)),
		iou: row.iou,
		target: plainOptional(row.target, 1000),
	};
}

/** A record ready to show: changed fields first, in the engine's order, then the ones that stayed. */
export function recordView(detail: RecordDetail): RecordView {
	const changed = changesOf(detail);
	const names = new Set(changed.map(({ field }) => field));
	const fieldRows = [...changed.map((change) => fieldRow(change, false)), ...sameRows(detail, names)];
	return {
		...plainRow(detail),
		fieldRows: fieldRows.slice(0, MAX_FIELDS),
		oldBox: detail.oldBox,
		newBox: detail.newBox,
	};
}

/** An added or removed record is shown with all its fields on the one side that has it. */
function changesOf(detail: RecordDetail): readonly FieldChange[] {
	if (detail.changes.length > 0 || detail.kind === 'changed') return detail.changes;
	if (detail.kind === 'added') {
		return fieldsOf(detail.new).map(([field, value]) => ({ field, old: undefined, new: value }));
	}
	return fieldsOf(detail.old).map(([field, value]) => ({ field, old: value, new: undefined }));
}

/** Fields that the engine did not list: equal on both sides. Nested names (`a.b`) count for their first part. */
function sameRows(detail: RecordDetail, changed: ReadonlySet<string>): readonly FieldRow[] {
	if (detail.kind !== 'changed') return [];
	const roots = new Set([...changed].map((name) => name.split(/[.[]/)[0]));
	return fieldsOf(detail.new)
		.filter(([field]) => !changed.has(field) && !roots.has(field))
		.map(([field, value]) => fieldRow({ field, old: value, new: value }, true));
}

function fieldRow({ field, old, new: now }: FieldChange, same: boolean): FieldRow {
	return {
		field: plainText(field, 100),
		old: valueText(old, MAX_VALUE),
		new: valueText(now, MAX_VALUE),
		same,
	};
}

function fieldsOf(record: unknown): readonly [string, unknown][] {
	if (record === undefined) return [];
	return typeof record === 'object' && record !== null ? Object.entries(record) : [['value', record]];
}

function plainOptional(text: string | undefined, max?: number): string | undefined {
	return text === undefined ? undefined : plainText(text, max);
}
