import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareLabels } from '../../../src/core/labels/compareLabels.ts';
import type { LabelResult } from '../../../src/core/labels/labelResult.ts';
import { sourceOfBytes } from '../../../src/core/labels/source.ts';
import { type Fixture, unpackFixture } from '../../support/fixtures.ts';

const compare = (old: unknown, other: unknown): LabelResult =>
	compareLabels(
		sourceOfBytes('old.json', new TextEncoder().encode(JSON.stringify(old))),
		sourceOfBytes('new.json', new TextEncoder().encode(JSON.stringify(other, null, 2))),
	);

describe('COCO labels of the label-json fixture', () => {
	/** Content of `labels/coco.json` at its three tags, in the fixture's remote. */
	const objects = [
		'a5e0dd05a125db0842f3abca40c53968',
		'1088363ac51a5fb65dd6e4c35982eb35',
		'33fbf8b3c10977f7b506f509bd397fee',
	];
	let fixture: Fixture;
	before(async () => {
		fixture = await unpackFixture('label-json');
	});
	after(() => fixture.dispose());

	const side = (version: number) => {
		const hash = objects[version - 1] ?? '';
		return sourceOfBytes(
			`v${version}`,
			readFileSync(join(fixture.remote, 'files/md5', hash.slice(0, 2), hash.slice(2))),
		);
	};

	it('gain an image and its annotation', () => {
		const { summary } = compareLabels(side(1), side(2));
		assert.deepEqual(
			[summary.format, summary.key, summary.records, summary.added, summary.unchanged],
			['coco', 'id', [2, 3], 1, 2],
		);
		assert.deepEqual(summary.images, { added: 1, removed: 0, changed: 0 });
		assert.deepEqual(summary.classes, { cat: { a: 2, b: 3, added: 1, removed: 0, changed: 0 } });
		assert.deepEqual(summary.sample, [
			{
				index: 0,
				kind: 'added',
				key: '2',
				oldClass: undefined,
				newClass: 'cat',
				fields: [],
				iou: undefined,
				target: 'img2.png',
			},
		]);
	});

	it('rename a category, which is told and changes no record', () => {
		const { summary } = compareLabels(side(2), side(3));
		assert.deepEqual([summary.added, summary.removed, summary.changed, summary.unchanged], [0, 0, 0, 3]);
		assert.deepEqual(summary.warnings, ['Category 1 was renamed from "cat" to "kitten".']);
		assert.deepEqual(summary.classes, {
			cat: { a: 3, b: 0, added: 0, removed: 0, changed: 0 },
			kitten: { a: 0, b: 3, added: 0, removed: 0, changed: 0 },
		});
	});
});

describe('COCO labels', () => {
	const document = {
		images: [
			{ id: 10, file_name: 'a.png' },
			{ id: 11, file_name: 'b.png' },
		],
		annotations: [
			{ id: 1, image_id: 10, category_id: 3, bbox: [0, 0, 4, 4] },
			{ id: 2, image_id: 11, category_id: 4, bbox: [0, 0, 4, 4] },
			{ id: 3, image_id: 99, category_id: 5, bbox: [0, 0, 4, 4] },
		],
		categories: [
			{ id: 3, name: 'truck' },
			{ id: 4, name: 'bus' },
		],
	};

	it('name classes by category and targets by image, and count images by value', () => {
		const other = structuredClone(document);
		Object.assign(other.annotations[0] ?? {}, { category_id: 4 });
		Object.assign(other.annotations[2] ?? {}, { bbox: [9, 9, 4, 4] });
		other.images = [
			{ file_name: 'b.png', id: 11 },
			{ id: 10, file_name: 'A.png' },
			{ id: 12, file_name: 'c.png' },
		];
		const { summary } = compare(document, other);
		assert.deepEqual(
			summary.sample.map(({ key, oldClass, newClass, fields, iou, target }) => [
				key,
				oldClass,
				newClass,
				fields,
				iou,
				target,
			]),
			[
				['1', 'truck', 'bus', ['category_id'], 1, 'A.png'],
				['3', '5', '5', ['bbox'], 0, '99'],
			],
		);
		assert.deepEqual(summary.images, { added: 1, removed: 0, changed: 1 });
		assert.deepEqual(summary.classes['bus'], { a: 1, b: 2, added: 0, removed: 0, changed: 1 });
		assert.deepEqual(summary.classes['truck'], { a: 1, b: 0, added: 0, removed: 0, changed: 1 });
	});

	it('are told apart from maps even when the images fill the head of the file', () => {
		const images = Array.from({ length: 9000 }, (_, id) => ({
			id,
			file_name: `images/train/${id}.png`,
			width: 640,
		}));
		const { summary } = compare({ ...document, images }, { ...document, images: images.slice(1) });
		assert.equal(summary.format, 'coco');
		assert.deepEqual(summary.images, { added: 0, removed: 1, changed: 0 });
	});

	it('of segments without ids get another key', () => {
		const panoptic = {
			annotations: Array.from({ length: 20 }, (_, at) => ({
				image_id: at,
				file_name: `${at}.png`,
				segments_info: [],
			})),
		};
		const { summary } = compare(panoptic, panoptic);
		assert.deepEqual([summary.key, summary.unchanged, summary.warnings.length], ['image_id', 20, 0]);
	});

	it('without annotations are told so', () => {
		const { summary } = compare({ images: document.images }, document);
		assert.equal(summary.added, 3);
		assert.match(summary.warnings.join(), /old side: has no list of annotations/);
	});
});
