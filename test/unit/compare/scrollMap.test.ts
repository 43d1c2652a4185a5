import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
	fullHeight,
	type ListShape,
	MAX_HEIGHT,
	type ScrollPosition,
	scrolled,
	scrolledTo,
	scrolledToRow,
	scrollHeight,
	visibleRows,
} from '../../../src/core/compare/scrollMap.ts';

const huge: ListShape = { rows: 10_000_000, rowHeight: 22, viewHeight: 600 };
const small: ListShape = { rows: 500, rowHeight: 22, viewHeight: 600 };
const lastTop = fullHeight(huge) - huge.viewHeight;
const lastScroll = scrollHeight(huge) - huge.viewHeight;

const shapes = fc.record({
	rows: fc.integer({ min: 1, max: 20_000_000 }),
	rowHeight: fc.integer({ min: 18, max: 60 }),
	viewHeight: fc.integer({ min: 60, max: 2000 }),
});

describe('scrollMap', () => {
	it('leaves a list that fits below the limit to the scroll bar', () => {
		assert.equal(scrollHeight(small), 11_000);
		assert.deepEqual(scrolled(small, { top: 0, scroll: 0 }, 1234), { top: 1234, scroll: 1234 });
	});

	it('never makes the scrolled element higher than the limit', () => {
		assert.equal(scrollHeight(huge), MAX_HEIGHT);
	});

	it('moves a huge list by as much as the wheel turned', () => {
		const from = scrolledTo(huge, 100_000_000);
		const to = scrolled(huge, from, from.scroll + 100);
		assert.equal(to.top, from.top + 100);
	});

	it('moves a huge list in proportion when the bar is dragged', () => {
		const to = scrolled(huge, { top: 0, scroll: 0 }, lastScroll / 2);
		assert.ok(Math.abs(to.top - lastTop / 2) < huge.rowHeight);
	});

	it('reaches both ends by dragging', () => {
		assert.equal(scrolled(huge, { top: 0, scroll: 0 }, lastScroll).top, lastTop);
		assert.equal(scrolled(huge, scrolledTo(huge, lastTop), 0).top, 0);
	});

	it('reaches the first and the last row by the wheel alone', () => {
		for (const step of [-120, 120]) {
			let at: ScrollPosition = scrolledTo(huge, step < 0 ? 50_000 : lastTop - 50_000);
			for (let turn = 0; turn < 600; turn++) {
				const scroll = Math.min(Math.max(at.scroll + step, 0), lastScroll);
				at = scrolled(huge, at, scroll);
			}
			assert.equal(at.top, step < 0 ? 0 : lastTop);
		}
	});

	it('takes a position that the browser rounded for no movement', () => {
		const from = scrolledTo(huge, 123_456);
		assert.equal(scrolled(huge, from, Math.round(from.scroll)).top, from.top);
	});

	it('keeps every position inside the list and the bar', () => {
		fc.assert(
			fc.property(shapes, fc.double({ min: -1e9, max: 1e9, noNaN: true }), (shape, top) => {
				const at = scrolledTo(shape, top);
				const max = Math.max(0, fullHeight(shape) - shape.viewHeight);
				const maxScroll = Math.max(0, scrollHeight(shape) - shape.viewHeight);
				assert.ok(at.top >= 0 && at.top <= max);
				assert.ok(at.scroll >= 0 && at.scroll <= maxScroll + 1e-6);
			}),
		);
	});

	it('scrolls a row into view, and not at all when it is there', () => {
		fc.assert(
			fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (shape, part, number) => {
				const index = number % shape.rows;
				const from = scrolledTo(shape, part * fullHeight(shape));
				const { top } = scrolledToRow(shape, from, index);
				const rowTop = index * shape.rowHeight;
				const room = Math.max(shape.viewHeight, shape.rowHeight);
				assert.ok(rowTop >= top - 1e-6 && rowTop + shape.rowHeight <= top + room + 1e-6);
				const again = scrolledToRow(shape, scrolledTo(shape, top), index);
				assert.ok(Math.abs(again.top - top) < 1e-6);
			}),
		);
	});

	it('draws the visible rows and a few around them, however long the list', () => {
		assert.deepEqual(visibleRows(huge, 22 * 1000, 4), { first: 996, end: 1032 });
		assert.deepEqual(visibleRows(small, 0, 4), { first: 0, end: 32 });
		assert.deepEqual(visibleRows({ ...small, rows: 0 }, 0, 4), { first: 0, end: 0 });
	});
});
