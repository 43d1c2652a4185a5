import type { LabelComparison, RecordRow, RowQuery } from '../../../src/core/labels/model.ts';
import type { Comparison } from '../../../src/core/model.ts';
import { change } from './demoData.ts';

const kinds = ['changed', 'added', 'removed'] as const;
const classes = ['car', 'bus', 'truck'] as const;

/** A comparison with `count` differing records, made up as they are asked for. */
export function hugeLabels(count: number): LabelComparison {
	const third = Math.floor(count / 3);
	return {
		summary: {
			format: 'coco',
			key: 'id',
			records: [count, count],
			added: third,
			removed: third,
			changed: count - 2 * third,
			unchanged: 1_234_567,
			moved: 0,
			fields: { bbox: count - 2 * third },
			classes: Object.fromEntries(
				classes.map((name) => [name, { a: third, b: third, added: 1, removed: 1, changed: 1 }]),
			),
			iou: [0, 0, 0, 1, 2, 5, 9, 40, 200, 900],
			sample: [],
			warnings: ['3 records have the same id 17; they were paired in their order.'],
		},
		rows: async ({ start, count: wanted }: RowQuery) => ({
			total: count,
			rows: Array.from({ length: Math.min(wanted, count - start) }, (_, offset) => rowAt(start + offset)),
		}),
		record: async (index) => ({ ...rowAt(index), changes: [] }),
		dispose: async () => {},
	};
}

function rowAt(index: number): RecordRow {
	const kind = kinds[index % 3] ?? 'changed';
	const name = classes[(index % 7) % 3] ?? 'car';
	return {
		index,
		kind,
		key: String(index),
		...(kind !== 'added' && { oldClass: name }),
		...(kind !== 'removed' && { newClass: name }),
		fields: kind === 'changed' ? ['bbox'] : [],
		...(kind === 'changed' && { iou: 0.5 + (index % 50) / 100 }),
	};
}

/** A comparison of a million files and a label file. */
export function hugeComparison(files: number): Comparison {
	return {
		files: Array.from({ length: files }, (_, index) =>
			change(
				index % 2 === 0 ? 'added' : 'modified',
				`images/${String(index).padStart(7, '0')}.jpg`,
				index % 2 === 0 ? undefined : 1000,
				2000,
				{ artifact: 'images', kind: 'dataset' },
			),
		),
		code: [],
		metrics: [],
		params: [],
		labels: ['labels.json'],
		incomplete: [],
	};
}
