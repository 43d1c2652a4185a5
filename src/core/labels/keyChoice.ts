import type { JsonObject, JsonValue } from './jsonReader.ts';
import { canonicalText } from './jsonValues.ts';
import type { LabelFormat } from './layout.ts';
import { keyText } from './recordValue.ts';

const singles = [
	'id',
	'annotation_id',
	'uuid',
	'asset_id',
	'image_id',
	'file_name',
	'filename',
	'image',
	'image_path',
	'path',
	'url',
	'name',
];
const owners = ['image_id', 'file_name', 'filename', 'image', 'image_path', 'path', 'track_id', 'video_id'];
const parts = [
	'id',
	'annotation_id',
	'instance_id',
	'object_id',
	'index',
	'category_id',
	'class',
	'category',
	'label',
	'frame',
];
const classFields = [
	'class',
	'class_name',
	'category',
	'category_name',
	'label',
	'label_name',
	'category_id',
	'class_id',
	'label_id',
	'type',
];

/** How much of a sample must have a key of its own for a field to be taken for the key. */
const enough = 0.98;

/** Fields that could be the key, best first, by a sample of the records of each side; `[]` = no fields. */
export function keyCandidates(
	format: LabelFormat,
	samples: readonly (readonly JsonValue[])[],
): readonly (readonly string[])[] {
	if (format === 'map') return [[]];
	const filled = samples.filter((sample) => sample.length > 0);
	if (filled.length === 0) return [['id']];
	const pairs = owners.flatMap((owner) => parts.map((part) => [owner, part]));
	const fields = [...singles.map((name) => [name]), ...pairs];
	return [...fields.filter((key) => filled.every((sample) => isKeyOf(sample, key))), []];
}

function isKeyOf(sample: readonly JsonValue[], key: readonly string[]): boolean {
	const texts = sample.map((record) => keyText(record, key)).filter((text) => text !== undefined);
	return new Set(texts).size >= enough * sample.length;
}

/** The field that says what a record is of, by a sample of records; COCO has its own. */
export function classFieldOf(
	format: LabelFormat,
	samples: readonly (readonly JsonValue[])[],
): string | undefined {
	if (format === 'coco') return 'category_id';
	const records = samples.flat().filter((record): record is JsonObject => record instanceof Map);
	return classFields.find((field) => {
		const values = records.map((record) => record.get(field)).filter(isClass);
		return values.length > 0 && values.length >= records.length / 2;
	});
}

function isClass(value: JsonValue | undefined): boolean {
	return (typeof value === 'string' || typeof value === 'number') && canonicalText(value).length <= 200;
}
