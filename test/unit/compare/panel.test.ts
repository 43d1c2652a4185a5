import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileGroup, ToView } from '../../../src/core/compare/messages.ts';
import { filesAmong, layOut, lineAt } from '../../../src/webview/fileLines.ts';
import {
	firstLook,
	groundFor,
	panBy,
	wholePicture,
	windowOf,
	zoomBy,
	zoomToBoxes,
} from '../../../src/webview/imageWindow.ts';
import { PAGE_ROWS, PageCache } from '../../../src/webview/pageCache.ts';
import { emptyState, nextState } from '../../../src/webview/panelState.ts';
import { initialView, parseViewState } from '../../../src/webview/viewState.ts';

function group(artifact: string | undefined, change: FileGroup['change'], start: number, count: number) {
	return { artifact, kind: undefined, change, start, count, oldBytes: 0, newBytes: 0, unknownSizes: 0 };
}

const groups = [
	group('images', 'added', 0, 3),
	group('images', 'removed', 3, 2),
	group(undefined, 'modified', 5, 1),
];

describe('lines of the list of files', () => {
	it('puts a heading before each artifact and each kind of change', () => {
		const lines = layOut(groups, new Set());
		const shown = Array.from({ length: lines.count }, (_, number) => {
			const line = lineAt(lines, number);
			return line?.type === 'file' ? line.index : line?.id;
		});
		assert.deepEqual(shown, [
			'artifact:images',
			'added:images',
			0,
			1,
			2,
			'removed:images',
			3,
			4,
			'modified:',
			5,
		]);
		assert.equal(lineAt(lines, lines.count), undefined);
		assert.equal(lineAt(lines, -1), undefined);
	});

	it('leaves out what is inside a closed heading', () => {
		assert.equal(layOut(groups, new Set(['artifact:images'])).count, 3);
		assert.equal(layOut(groups, new Set(['added:images'])).count, 7);
	});

	it('names the files among visible lines', () => {
		const lines = layOut(groups, new Set());
		assert.deepEqual(filesAmong(lines, 3, 7), [
			[1, 3],
			[3, 4],
		]);
	});

	it('holds nothing per file', () => {
		const lines = layOut([group('images', 'added', 0, 10_000_000)], new Set());
		assert.equal(lines.count, 10_000_002);
		const last = lineAt(lines, 10_000_001);
		assert.equal(last?.type === 'file' && last.index, 9_999_999);
	});
});

describe('PageCache', () => {
	it('says which pages are missing for a stretch of rows', () => {
		const cache = new PageCache<number>();
		assert.deepEqual(cache.missing(50, 250), [0, 1, 2]);
		cache.put(
			1,
			Array.from({ length: PAGE_ROWS }, (_, index) => index),
		);
		assert.deepEqual(cache.missing(50, 250), [0, 2]);
		assert.equal(cache.get(PAGE_ROWS + 7), 7);
		assert.equal(cache.get(7), undefined);
	});

	it('forgets the oldest pages', () => {
		const cache = new PageCache<number>();
		for (let page = 0; page < 1000; page++) cache.put(page, [page]);
		assert.equal(cache.get(0), undefined);
		assert.equal(cache.get(999 * PAGE_ROWS), 999);
	});
});

describe('nextState', () => {
	const side = { name: 'v1', side: { type: 'workspace' } } as const;
	const start: ToView = { type: 'start', run: 2, root: '/r', a: side, b: side };

	it('drops late news of an older run', () => {
		const state = nextState(emptyState, start);
		assert.equal(nextState(state, { type: 'idle', run: 1 }), state);
		assert.equal(nextState(state, { type: 'idle', run: 2 }).busy, false);
	});

	it('forgets everything of the run before', () => {
		const problem = { message: 'x', next: undefined, cancelled: false };
		const failed = nextState(nextState(emptyState, start), { type: 'failed', run: 2, problem });
		assert.equal(failed.problem, problem);
		assert.equal(nextState(failed, { ...start, run: 3 }).problem, undefined);
	});
});

describe('parseViewState', () => {
	it('takes back what was saved', () => {
		const view = {
			tab: 'labels',
			labelFile: 2,
			records: { kinds: ['added'], className: 'bus', text: 'a' },
			filesText: 'png',
			codeText: '',
		};
		assert.deepEqual(parseViewState({ root: '/r', ...view }), view);
	});

	it('gives a usable state for anything', () => {
		for (const damaged of [undefined, null, 3, [], { tab: 'x', records: { kinds: 'all' }, labelFile: -1 }]) {
			assert.deepEqual(parseViewState(damaged), initialView);
		}
	});
});

describe('the part of a picture that is shown', () => {
	const size = { width: 400, height: 200 };
	const room = { width: 400, height: 300 };

	it('is all of it, in the middle, at first', () => {
		assert.deepEqual(windowOf(size, wholePicture(size), room), [0, -50, 400, 300]);
	});

	it('stays on the picture when zoomed in, with the proportions of the view', () => {
		const amount = fc.double({ min: -2, max: 2, noNaN: true });
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 32 }), amount, amount, (factor, dx, dy) => {
				const zoom = panBy(size, zoomBy(wholePicture(size), factor), dx, dy);
				const [left, top, width, height] = windowOf(size, zoom, room);
				assert.ok(left >= -1e-9 && left + width <= size.width + 1e-9);
				assert.ok(top >= -1e-9 && top + height <= size.height + 1e-9);
				assert.ok(Math.abs(width / height - room.width / room.height) < 1e-9);
			}),
		);
	});

	it('contains the boxes after zooming to them', () => {
		const boxes = [
			[300, 150, 20, 30],
			[310, 140, 20, 30],
		] as const;
		for (const zoom of [zoomToBoxes(size, boxes), firstLook(size, boxes)]) {
			assert.ok(zoom.factor > 1);
			const [left, top, width, height] = windowOf(size, zoom, size);
			assert.ok(left <= 300 && top <= 140 && left + width >= 330 && top + height >= 180);
		}
	});

	it('has a ground for boxes without a picture', () => {
		const { width, height } = groundFor([[10, 20, 30, 40]]);
		assert.ok(width > 40 && height > 60);
	});
});
