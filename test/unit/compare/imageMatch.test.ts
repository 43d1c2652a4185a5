import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findBySuffix, indexPaths } from '../../../src/core/compare/imageMatch.ts';

const index = indexPaths([
	'data/train/0001.jpg',
	'data/val/0001.jpg',
	'data/val/0002.jpg',
	'other/0001.jpg',
	'data/train/readme.txt',
	'images/scene-0003.png',
]);
const near = 'data/val/labels.json';

describe('findBySuffix', () => {
	it('takes the file that shares most trailing segments', () => {
		assert.deepEqual(findBySuffix(index, 'train/0001.jpg', near), { path: 'data/train/0001.jpg', others: 0 });
		assert.deepEqual(findBySuffix(index, '/mnt/disk/other/0001.jpg', near), {
			path: 'other/0001.jpg',
			others: 0,
		});
	});

	it('reads Windows paths and ./', () => {
		assert.equal(findBySuffix(index, 'C:\\data\\train\\0001.jpg', near)?.path, 'data/train/0001.jpg');
		assert.equal(findBySuffix(index, './val/0002.jpg', near)?.path, 'data/val/0002.jpg');
	});

	it('among equals takes the one nearest to the label file and says it guessed', () => {
		assert.deepEqual(findBySuffix(index, '0001.jpg', near), { path: 'data/val/0001.jpg', others: 2 });
		assert.equal(findBySuffix(index, '0001.jpg', 'other/labels.json')?.path, 'other/0001.jpg');
	});

	it("finds a picture by an ID map's key, which lacks the extension", () => {
		assert.equal(findBySuffix(index, 'scene-0003', near)?.path, 'images/scene-0003.png');
		assert.equal(findBySuffix(index, 'images/scene-0003', near)?.path, 'images/scene-0003.png');
		assert.equal(findBySuffix(index, 'readme', near), undefined);
	});

	it('finds nothing for names that are not there', () => {
		assert.equal(findBySuffix(index, '0003.jpg', near), undefined);
		assert.equal(findBySuffix(index, '', near), undefined);
		assert.equal(findBySuffix(index, '../..', near), undefined);
	});

	it('finds every path by itself, by any of its suffixes that is unique', () => {
		const name = fc.stringMatching(/^[a-z]{1,3}$/);
		const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.png`);
		fc.assert(
			fc.property(fc.uniqueArray(path, { minLength: 1, maxLength: 20 }), (paths) => {
				const all = indexPaths(paths);
				for (const each of paths) assert.equal(findBySuffix(all, `/root/${each}`, 'x.json')?.path, each);
			}),
		);
	});
});
