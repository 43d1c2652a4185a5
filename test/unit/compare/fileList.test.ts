import assert from 'node:assert/strict';
import { fileRows, listFiles } from '../../../src/core/compare/fileList.ts';
import type { FileChange } from '../../../src/core/model.ts';

function change(kind: FileChange['change'], path: string, more: Partial<FileChange> = {}): FileChange {
	return { change: kind, path, ...more };
}

const sized = (size: number | undefined) => ({ object: undefined, size });

const changes: readonly FileChange[] = [
	change('modified', 'model.onnx', { artifact: 'model.onnx', old: sized(10), new: sized(20) }),
	change('added', 'images/b.png', { artifact: 'images', new: sized(5) }),
	change('added', 'images/a.png', { artifact: 'images', new: sized(undefined) }),
	change('removed', 'images/z.png', { artifact: 'images', old: sized(7) }),
	change('renamed', 'images/n.png', {
		artifact: 'images',
		oldPath: 'images/old.png',
		old: sized(1),
		new: sized(1),
	}),
	change('modified', 'audio/x.wav', { artifact: 'audio', old: sized(1), new: sized(2) }),
];

describe('listFiles', () => {
	it('groups by folder artifact and change, single files last', () => {
		const { overview } = listFiles(changes, '');
		assert.deepEqual(
			overview.groups.map(({ artifact, change: kind, start, count }) => [artifact, kind, start, count]),
			[
				['audio', 'modified', 0, 1],
				['images', 'added', 1, 2],
				['images', 'removed', 3, 1],
				['images', 'renamed', 4, 1],
				[undefined, 'modified', 5, 1],
			],
		);
		assert.equal(overview.total, 6);
	});

	it('sums what is known and counts what is not', () => {
		const added = listFiles(changes, '').overview.groups[1];
		assert.deepEqual([added?.oldBytes, added?.newBytes, added?.unknownSizes], [0, 5, 1]);
	});

	it('gives rows in order of path within a group, named by their place in the comparison', () => {
		const list = listFiles(changes, '');
		const rows = fileRows(changes, list, 1, 3);
		assert.deepEqual(
			rows.map(({ id, path }) => [id, path]),
			[
				[2, 'images/a.png'],
				[1, 'images/b.png'],
				[3, 'images/z.png'],
			],
		);
		assert.deepEqual(fileRows(changes, list, 6, 10), []);
	});

	it('filters by path and old path in any case', () => {
		assert.deepEqual(listFiles(changes, 'OLD.png').overview.total, 1);
		assert.deepEqual(listFiles(changes, 'IMAGES/').overview.total, 4);
		assert.deepEqual(listFiles(changes, 'nowhere').overview, { total: 0, groups: [] });
	});

	it('offers the diff editor for text and pictures, not for weights or huge files', () => {
		const list = [
			change('modified', 'a.py', { old: sized(1), new: sized(1) }),
			change('modified', 'b.onnx', { old: sized(1), new: sized(1) }),
			change('modified', 'c.csv', { old: sized(1), new: sized(100 * 1024 * 1024) }),
		];
		assert.deepEqual(
			fileRows(list, listFiles(list, ''), 0, 3).map(({ readable }) => readable),
			[true, false, false],
		);
	});
});
