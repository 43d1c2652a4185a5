import assert from 'node:assert/strict';
import { plainSummary, rankedClasses } from '../../../src/core/compare/labelSummary.ts';
import {
	comparisonMarkdown,
	escapeMarkdown,
	type MarkdownInput,
} from '../../../src/core/compare/markdown.ts';
import { recordView } from '../../../src/core/compare/recordView.ts';
import { parseSavedSides } from '../../../src/core/compare/savedState.ts';
import { valueRows } from '../../../src/core/compare/valueRows.ts';
import type { LabelDiff } from '../../../src/core/labels/model.ts';

const counts = { a: 10, b: 12, added: 3, removed: 1, changed: 2 };

const summary: LabelDiff = {
	format: 'coco',
	key: 'id',
	records: [20, 22],
	added: 3,
	removed: 1,
	changed: 1023,
	unchanged: 46837,
	moved: 0,
	fields: { bbox: 2 },
	classes: { car: { ...counts, changed: 0 }, 'a|b': counts },
	iou: [],
	sample: [],
	warnings: [],
};

const nothing: MarkdownInput = {
	a: 'v1.0.0',
	b: 'v1.1.0',
	files: [],
	code: [],
	values: [],
	labels: [],
	incomplete: [],
};

describe('comparisonMarkdown', () => {
	it('writes labels, values, files and code for a pull request', () => {
		const text = comparisonMarkdown({
			...nothing,
			labels: [{ path: 'labels.json', summary }],
			values: valueRows([{ file: 'metrics.json', key: 'acc', old: 0.5, new: 0.75, diff: 0.25 }], []),
			files: [
				{ change: 'added', path: 'images/a.png', artifact: 'images' },
				{ change: 'modified', path: 'model.onnx', artifact: 'model.onnx' },
			],
			code: [{ change: 'renamed', path: 'b.py', oldPath: 'a.py' }],
			incomplete: [{ path: 'raw', reason: 'not here' }],
		});
		assert.equal(
			text,
			[
				'## v1.0.0 → v1.1.0',
				'',
				'### Labels: labels.json',
				'',
				'+3 added · −1 removed · ~1,023 changed · 46,837 unchanged (key: id)',
				'',
				'| class | old | new | added | removed | changed |',
				'|---|--:|--:|--:|--:|--:|',
				'| a\\|b | 10 | 12 | 3 | 1 | 2 |',
				'| car | 10 | 12 | 3 | 1 | 0 |',
				'',
				'### Metrics and params',
				'',
				'| name | old | new | difference |',
				'|---|--:|--:|--:|',
				'| acc | 0.5 | 0.75 | +0.25 |',
				'',
				'### Files: 2',
				'',
				'- images/: 1 added',
				'- 1 modified: model.onnx',
				'',
				'### Code: 1',
				'',
				'- 1 renamed: b.py',
				'',
				'### Not compared file by file',
				'',
				'- raw: not here',
				'',
			].join('\n'),
		);
	});

	it('says so when nothing differs', () => {
		assert.equal(comparisonMarkdown(nothing), '## v1.0.0 → v1.1.0\n\nNo differences.\n');
	});

	it('lets no name become a link, a picture, HTML or a mention', () => {
		const text = escapeMarkdown('[x](https://evil) <img onerror> ![p](y) @team `a` **b**');
		assert.doesNotMatch(text, /<img|(?<!\\)\[|(?<!\\)`|@team|https:\/\//);
	});

	it('stays short however many classes there are', () => {
		const classes = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`c${n}`, counts]));
		const text = comparisonMarkdown({
			...nothing,
			labels: [{ path: 'l', summary: { ...summary, classes } }],
		});
		assert.ok(text.split('\n').length < 70);
		assert.match(text, /and 4950 more classes/);
	});
});

describe('label summaries for the panel', () => {
	it('rank classes by how much changed in them', () => {
		assert.deepEqual(
			rankedClasses(summary.classes).map(([name]) => name),
			['a|b', 'car'],
		);
	});

	it('keep a class called __proto__ and show hidden characters', () => {
		const classes: unknown = JSON.parse(
			`{"__proto__": ${JSON.stringify(counts)}, "bus\u202e": ${JSON.stringify(counts)}}`,
		);
		const plain = plainSummary({ ...summary, classes: classes as LabelDiff['classes'] });
		assert.deepEqual(Object.keys(plain.classes), ['__proto__', 'bus\\u{202e}']);
	});
});

describe('recordView', () => {
	const row = { index: 1, key: '88213', fields: ['bbox'], target: 'a.png' };

	it('lists changed fields first, then the ones that stayed', () => {
		const view = recordView({
			...row,
			kind: 'changed',
			changes: [{ field: 'bbox', old: [1, 2, 3, 4], new: [1, 2, 3, 5] }],
			old: { id: 88213, bbox: [1, 2, 3, 4], crowd: 0 },
			new: { id: 88213, bbox: [1, 2, 3, 5], crowd: 0 },
		});
		assert.deepEqual(view.fieldRows, [
			{ field: 'bbox', old: '[1,2,3,4]', new: '[1,2,3,5]', same: false },
			{ field: 'id', old: '88213', new: '88213', same: true },
			{ field: 'crowd', old: '0', new: '0', same: true },
		]);
	});

	it('does not call a record same whose nested field changed', () => {
		const view = recordView({
			...row,
			kind: 'changed',
			changes: [{ field: 'meta.light', old: 'day', new: 'night' }],
			old: { meta: { light: 'day' } },
			new: { meta: { light: 'night' } },
		});
		assert.deepEqual(
			view.fieldRows.map(({ field }) => field),
			['meta.light'],
		);
	});

	it('shows an added record whole, even if it is a plain value', () => {
		const added = recordView({ ...row, kind: 'added', changes: [], new: { id: 1 } });
		assert.deepEqual(added.fieldRows, [{ field: 'id', old: undefined, new: '1', same: false }]);
		const removed = recordView({ ...row, kind: 'removed', changes: [], old: 'cat' });
		assert.deepEqual(removed.fieldRows, [{ field: 'value', old: 'cat', new: undefined, same: false }]);
	});

	it('is bounded for a record of any size', () => {
		const polygon = Array.from({ length: 100_000 }, (_, n) => n);
		const fields = Array.from({ length: 600 }, (_, n) => [`f${n}`, n < 20 ? polygon : n]);
		const record: unknown = Object.fromEntries(fields);
		const view = recordView({ ...row, kind: 'added', changes: [], new: record });
		assert.equal(view.fieldRows.length, 500);
		assert.ok(JSON.stringify(view).length < 120_000);
	});
});

describe('valueRows', () => {
	it('gives the difference also in parts of the old value', () => {
		const [row, zero] = valueRows(
			[
				{ file: 'm', key: 'k', old: -2, new: -1, diff: 1 },
				{ file: 'm', key: 'z', old: 0, new: 1, diff: 1 },
			],
			[],
		);
		assert.equal(row?.ratio, 0.5);
		assert.equal(zero?.ratio, undefined);
	});
});

describe('parseSavedSides', () => {
	const saved = {
		root: '/repo',
		a: { name: 'v1', side: { type: 'commit', commit: 'a'.repeat(40) } },
		b: { name: 'Work tree', side: { type: 'workspace' } },
	};

	it('takes back two sides, whatever else was saved', () => {
		assert.deepEqual(parseSavedSides({ ...saved, tab: 'labels' }), saved);
	});

	it('refuses anything else', () => {
		const badCommit = { name: 'v1', side: { type: 'commit', commit: '--upload-pack=x' } };
		for (const damaged of [
			null,
			{},
			{ ...saved, root: 1 },
			{ ...saved, a: badCommit },
			{ ...saved, b: {} },
		]) {
			assert.equal(parseSavedSides(damaged), undefined);
		}
	});
});
