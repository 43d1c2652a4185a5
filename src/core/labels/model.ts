/** What a comparison of two label files says, as the command line prints it and the panel shows it. */

export type RecordChangeKind = 'added' | 'removed' | 'changed';

/** Counts for one class (category). A record whose class changed is `changed` in both classes. */
export interface ClassCounts {
	readonly a: number;
	readonly b: number;
	readonly added: number;
	readonly removed: number;
	readonly changed: number;
}

/** One differing record, in a list. */
export interface RecordRow {
	/** Position in the comparison's own order; names the record in {@link LabelComparison.record}. */
	readonly index: number;
	readonly kind: RecordChangeKind;
	/** The record's key as text. */
	readonly key: string;
	/** Class before and after; undefined where the side lacks the record or it has no class. */
	readonly oldClass?: string | undefined;
	readonly newClass?: string | undefined;
	/** Names of changed fields, for `changed`. */
	readonly fields: readonly string[];
	/** Box overlap (IoU) of old and new, where both have a box. */
	readonly iou?: number | undefined;
	/** The image, audio file … the record belongs to, as the label file writes it. */
	readonly target?: string | undefined;
}

/** One field of a record, old → new; a side that lacks the field has `undefined`. */
export interface FieldChange {
	readonly field: string;
	readonly old: unknown;
	readonly new: unknown;
}

/** Box in pixels: left, top, width, height. */
export type Box = readonly [number, number, number, number];

/** Everything about one differing record. */
export interface RecordDetail extends RecordRow {
	readonly changes: readonly FieldChange[];
	readonly oldBox?: Box | undefined;
	readonly newBox?: Box | undefined;
	/** Whole records. A number JavaScript cannot hold exactly is its text. */
	readonly old?: unknown;
	readonly new?: unknown;
}

/** Summary of a comparison; the JSON of `tidemark labels`. Numbers count records (COCO: annotations). */
export interface LabelDiff {
	/** `coco`, `map`, `array`, `jsonl`. */
	readonly format: string;
	/** Key the records were joined by, `id` or `(property name)`. */
	readonly key: string;
	readonly records: readonly [number, number];
	readonly added: number;
	readonly removed: number;
	readonly changed: number;
	readonly unchanged: number;
	/** Records whose content is equal under another key; each is also one of the added and one of the removed. */
	readonly moved: number;
	/** How many changed records differ in each field. */
	readonly fields: Readonly<Record<string, number>>;
	readonly classes: Readonly<Record<string, ClassCounts>>;
	/** Histogram of box overlap of changed records in ten bins from 0 to 1; empty when there are no boxes. */
	readonly iou: readonly number[];
	/** COCO images, when the format has them. */
	readonly images?:
		| { readonly added: number; readonly removed: number; readonly changed: number }
		| undefined;
	readonly sample: readonly RecordRow[];
	readonly warnings: readonly string[];
}

/** Which rows of a comparison to list. */
export interface RowQuery {
	readonly kinds?: readonly RecordChangeKind[] | undefined;
	/** Rows whose old or new class is one of these. */
	readonly classes?: readonly string[] | undefined;
	/** Case-insensitive substring of key, class or target. */
	readonly text?: string | undefined;
	readonly start: number;
	readonly count: number;
}

/** A finished comparison held in a worker; rows and details are paged out of it. */
export interface LabelComparison {
	readonly summary: LabelDiff;
	/** `total` counts the rows that pass the filter. */
	rows(query: RowQuery): Promise<{ readonly total: number; readonly rows: readonly RecordRow[] }>;
	record(index: number): Promise<RecordDetail>;
	dispose(): Promise<void>;
}
