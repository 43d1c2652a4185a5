import type { JsonObject, JsonValue } from './jsonReader.ts';
import type { Box } from './model.ts';

const boxFields = ['bbox', 'box', 'bounding_box', 'boundingBox', 'rect'] as const;
const cornerFields = ['bbox_xyxy', 'box_xyxy', 'xyxy'] as const;
const sized = [
	['x', 'y', 'w', 'h'],
	['x', 'y', 'width', 'height'],
	['left', 'top', 'width', 'height'],
] as const;
const corners = [
	['xmin', 'ymin', 'xmax', 'ymax'],
	['x1', 'y1', 'x2', 'y2'],
	['x_min', 'y_min', 'x_max', 'y_max'],
	['left', 'top', 'right', 'bottom'],
] as const;

/**
 * A record's box in its own unit: `bbox` or `box` as left, top, width, height (COCO), or as an object or fields named
 * `x y w h`, `xmin ymin xmax ymax` and the like; undefined when there is none.
 */
export function boxOf(record: JsonValue | undefined): Box | undefined {
	if (!(record instanceof Map)) return undefined;
	for (const field of boxFields) {
		const value = record.get(field);
		const box = value instanceof Map ? boxOfNames(value) : fourNumbers(value);
		if (box !== undefined) return box;
	}
	for (const field of cornerFields) {
		const box = fourNumbers(record.get(field));
		if (box !== undefined) return fromCorners(box);
	}
	return boxOfNames(record);
}

function fourNumbers(value: JsonValue | undefined): Box | undefined {
	if (!Array.isArray(value) || value.length !== 4) return undefined;
	const [a, b, c, d] = value;
	if (typeof a !== 'number' || typeof b !== 'number') return undefined;
	return typeof c === 'number' && typeof d === 'number' ? [a, b, c, d] : undefined;
}

function boxOfNames(object: JsonObject): Box | undefined {
	for (const names of sized) {
		const box = fourNumbers(names.map((name) => object.get(name) ?? null));
		if (box !== undefined) return box;
	}
	for (const names of corners) {
		const box = fourNumbers(names.map((name) => object.get(name) ?? null));
		if (box !== undefined) return fromCorners(box);
	}
	return undefined;
}

const fromCorners = ([left, top, right, bottom]: Box): Box => [left, top, right - left, bottom - top];

/** Intersection over union of two boxes, 0 … 1; 1 for equal ones, also when they are empty. */
export function overlap(a: Box, b: Box): number {
	if (a.every((value, at) => value === b[at])) return 1;
	const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
	const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
	if (!(width > 0 && height > 0)) return 0;
	const shared = width * height;
	return Math.min(1, shared / (a[2] * a[3] + b[2] * b[3] - shared));
}
