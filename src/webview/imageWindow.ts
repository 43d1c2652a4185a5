import type { Box } from '../core/labels/model.ts';

export interface Size {
	readonly width: number;
	readonly height: number;
}

/** How much of a picture is shown; `x` and `y` are its middle in the picture's pixels. */
export interface Zoom {
	readonly factor: number;
	readonly x: number;
	readonly y: number;
}

const MAX_FACTOR = 32;

/** Largest zoom at which boxes are to be looked at first: what is around them is to be seen too. */
const FIRST_FACTOR = 4;

/** The whole picture, or for small boxes the part around them, so that old and new can be told apart. */
export function firstLook(size: Size, boxes: readonly Box[]): Zoom {
	const zoom = zoomToBoxes(size, boxes);
	return { ...zoom, factor: clamp(zoom.factor / 2, 1, FIRST_FACTOR) };
}

/** Largest zoom at which the boxes fill at most half of the view: what a person wants to see first. */
export function zoomToBoxes(size: Size, boxes: readonly Box[]): Zoom {
	const bounds = boundsOf(boxes);
	if (bounds === undefined) return wholePicture(size);
	const [left, top, width, height] = bounds;
	const fit = Math.min(size.width / Math.max(width, 1), size.height / Math.max(height, 1)) / 2;
	return { factor: clamp(fit, 1, MAX_FACTOR), x: left + width / 2, y: top + height / 2 };
}

export function wholePicture(size: Size): Zoom {
	return { factor: 1, x: size.width / 2, y: size.height / 2 };
}

/** The same middle at another scale. */
export function zoomBy(zoom: Zoom, by: number): Zoom {
	return { ...zoom, factor: clamp(zoom.factor * by, 1, MAX_FACTOR) };
}

/** Moves the middle by parts of what is shown: 0.25 is a quarter of the view. Stays on the picture. */
export function panBy(size: Size, zoom: Zoom, dx: number, dy: number): Zoom {
	const x = clamp(zoom.x + (dx * size.width) / zoom.factor, 0, size.width);
	const y = clamp(zoom.y + (dy * size.height) / zoom.factor, 0, size.height);
	return { ...zoom, x, y };
}

/**
 * The part of the picture to show in a view of `room` screen pixels, in picture pixels and with the view's
 * proportions: all of it at factor 1. It leaves the picture only where the picture is smaller than the view.
 */
export function windowOf(size: Size, zoom: Zoom, room: Size): Box {
	const pixel = Math.max(size.width / room.width, size.height / room.height) / zoom.factor;
	const width = room.width * pixel;
	const height = room.height * pixel;
	return [start(zoom.x, width, size.width), start(zoom.y, height, size.height), width, height];
}

/** Where a stretch of `length` around `middle` begins, so that it shows as much of `0 … size` as it can. */
function start(middle: number, length: number, size: number): number {
	return length >= size ? (size - length) / 2 : clamp(middle - length / 2, 0, size - length);
}

/** Size of the ground that boxes are drawn on when there is no picture: a little more than they need. */
export function groundFor(boxes: readonly Box[]): Size {
	const bounds = boundsOf(boxes);
	if (bounds === undefined) return { width: 16, height: 9 };
	const [left, top, width, height] = bounds;
	return { width: (left + width) * 1.15, height: (top + height) * 1.15 };
}

/** Smallest box around all. */
function boundsOf(boxes: readonly Box[]): Box | undefined {
	if (boxes.length === 0) return undefined;
	const left = Math.min(...boxes.map(([x]) => x));
	const top = Math.min(...boxes.map(([, y]) => y));
	const right = Math.max(...boxes.map(([x, , width]) => x + width));
	const bottom = Math.max(...boxes.map(([, y, , height]) => y + height));
	return [left, top, right - left, bottom - top];
}

function clamp(value: number, min: number, max: number): number {
	return Math.min(Math.max(value, min), max);
}
