/** How a label file lays out its records. */
export type LabelFormat = 'coco' | 'map' | 'array' | 'jsonl';

/** Which of a file's lists a record is in; all formats but COCO have `records` only (COCO: its annotations). */
export type Section = 'records' | 'images' | 'categories';

/** What the scanner must know of a file to find its records, their keys and their classes. */
export interface LabelLayout {
	readonly format: LabelFormat;
	/** Fields whose values together name a record; none: the property name of a map, else the record's content. */
	readonly keyFields: readonly string[];
	/** Field that holds a record's class. */
	readonly classField: string | undefined;
}

/** Containers around a record. */
export const recordDepth: Readonly<Record<LabelFormat, 0 | 1 | 2>> = { jsonl: 0, array: 1, map: 1, coco: 2 };

/** COCO's lists that hold records, by property name. */
export const cocoSections: ReadonlyMap<string, Section> = new Map([
	['annotations', 'records'],
	['images', 'images'],
	['categories', 'categories'],
]);

/** The key as shown to people: `id`, `image_id+category_id`, `(property name)`, `(content)`. */
export function keyName(layout: LabelLayout): string {
	if (layout.keyFields.length > 0) return layout.keyFields.join('+');
	return layout.format === 'map' ? '(property name)' : '(content)';
}

/** Fields for a key a person named; `a+b` is two fields, the names {@link keyName} shows are none. */
export function keyFieldsOf(key: string): readonly string[] {
	return key.startsWith('(') ? [] : key.split('+');
}
