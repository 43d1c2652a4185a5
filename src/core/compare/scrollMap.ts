/**
 * Scrolling a list that is taller than a browser can make an element (Chromium: 33 million px, Firefox 17; far less
 * at 200 % zoom). Up to {@link MAX_HEIGHT} the scroll bar is the truth. Above, a small movement (wheel, keys) moves
 * the list by as much, and a large one (dragging the bar) moves it in proportion.
 */

/** Height the scrolled element gets at most, in px. */
export const MAX_HEIGHT = 8_000_000;

/** Movements of at most this many viewports are small. */
const SMALL_MOVE = 2;

export interface ListShape {
	readonly rows: number;
	/** In px. */
	readonly rowHeight: number;
	/** Height of the visible part in px. */
	readonly viewHeight: number;
}

/** Where a list is: `top` in px of the whole list, `scroll` in px of the scroll bar. */
export interface ScrollPosition {
	readonly top: number;
	readonly scroll: number;
}

/** Height of the whole list in px. */
export function fullHeight(shape: ListShape): number {
	return shape.rows * shape.rowHeight;
}

/** Height of the scrolled element in px. */
export function scrollHeight(shape: ListShape): number {
	return Math.min(fullHeight(shape), MAX_HEIGHT);
}

/**
 * Position after the scroll bar came to `scroll`. Its `scroll` differs from the argument only where the bar came to an
 * end before the list did; the bar is then to be moved there.
 */
export function scrolled(shape: ListShape, from: ScrollPosition, scroll: number): ScrollPosition {
	if (!isMapped(shape)) return { top: clamp(scroll, maxTop(shape)), scroll };
	const end = maxScroll(shape);
	const move = scroll - from.scroll;
	if (Math.abs(move) > shape.viewHeight * SMALL_MOVE) {
		return { top: clamp(scroll / end, 1) * maxTop(shape), scroll };
	}
	// A browser rounds the position it was given: that is no movement.
	const top = Math.abs(move) < 1 ? from.top : clamp(from.top + move, maxTop(shape));
	return scroll <= 0 || scroll >= end - 1 ? scrolledTo(shape, top) : { top, scroll };
}

/** Position with `top` px of the list above the view, and the scroll bar where it belongs. */
export function scrolledTo(shape: ListShape, top: number): ScrollPosition {
	const max = maxTop(shape);
	const held = clamp(top, max);
	if (!isMapped(shape)) return { top: held, scroll: held };
	const end = maxScroll(shape);
	// Near an end as much room is left as the list has there, so that small movements can reach it.
	const before = Math.min(held, shape.viewHeight);
	const after = Math.min(max - held, shape.viewHeight);
	return { top: held, scroll: Math.min(Math.max((held / max) * end, before), end - after) };
}

/** Position that shows row `index` whole, moving as little as possible. */
export function scrolledToRow(shape: ListShape, from: ScrollPosition, index: number): ScrollPosition {
	const rowTop = index * shape.rowHeight;
	if (rowTop < from.top) return scrolledTo(shape, rowTop);
	const rowEnd = rowTop + shape.rowHeight;
	return rowEnd > from.top + shape.viewHeight ? scrolledTo(shape, rowEnd - shape.viewHeight) : from;
}

/** Rows to draw, `first` up to but not with `end`, with `overscan` rows on either side. */
export function visibleRows(shape: ListShape, top: number, overscan: number): { first: number; end: number } {
	const first = Math.max(0, Math.floor(top / shape.rowHeight) - overscan);
	const end = Math.min(shape.rows, Math.ceil((top + shape.viewHeight) / shape.rowHeight) + overscan);
	return { first: Math.min(first, end), end };
}

function isMapped(shape: ListShape): boolean {
	return fullHeight(shape) > MAX_HEIGHT;
}

function maxTop(shape: ListShape): number {
	return Math.max(0, fullHeight(shape) - shape.viewHeight);
}

function maxScroll(shape: ListShape): number {
	return Math.max(0, scrollHeight(shape) - shape.viewHeight);
}

function clamp(value: number, max: number): number {
	return Math.min(Math.max(value, 0), max);
}
