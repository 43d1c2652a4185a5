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

/** Moves the middle by parts of what is shown: 0.25 is a quarter of the view. */
export function panBy(size: Size, zoom: Zoom, dx: number, dy: number): Zoom {
	const [left, top, width, height] = windowOf(size, zoom);
	return { ...zoom, x: left + width / 2 + dx * width, y: top + height / 2 + dy * height };
}

/** The part of the picture to show, never outside it. */
export function windowOf(size: Size, zoom: Zoom): Box {
	const width = size.width / zoom.factor;
	const height = size.height / zoom.factor;
	const left = clamp(zoom.x - width / 2, 0, size.width - width);
	const top = clamp(zoom.y - height / 2, 0, size.height - height);
	return [left, top, width, height];
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
