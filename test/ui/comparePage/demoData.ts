import type { Comparison, FileChange, FileVersion } from '../../../src/core/model.ts';
import { cocoLabels, type Picture } from '../../demo/labels.ts';
import { draw, picturesOf } from '../../demo/releases.ts';
import { type FakeData, writeSide } from './fakeProject.ts';

/** The demo's first and third release in a folder: labels and pictures as the demo makes them. */
export async function demoData(folder: string): Promise<FakeData> {
	for (const [side, release] of [['old', 0] as const, ['new', 2] as const]) {
		const pictures = picturesOf(release);
		await writeSide(folder, side, 'labels/instances.json', JSON.stringify(cocoLabels(pictures, release)));
		await writeSide(folder, side, 'labels/by_image.json', JSON.stringify(scenesById(pictures)));
		for (const picture of pictures.slice(0, 40)) {
			await writeSide(folder, side, `images/${picture.fileName}`, draw(picture, release).png());
		}
	}
	return { folder, comparison: demoComparison(), images: picturesOf(2).map(({ fileName }) => fileName) };
}

/** An ID map as classifiers have it: picture → what is on it. */
function scenesById(pictures: readonly Picture[]): object {
	const corrected = new Set([3, 8, 21]);
	return Object.fromEntries(
		pictures.map(({ scene: { id, light, things }, fileName }) => [
			fileName.replace('.png', ''),
			{ label: light, objects: things.length, reviewed: pictures.length > 100 && corrected.has(id) },
		]),
	);
}

function demoComparison(): Comparison {
	return {
		files: [...imageChanges(), ...singleChanges()],
		code: [
			change('modified', 'train.mjs', 2210, 2468),
			change('modified', 'params.yaml', 92, 97),
			change('added', 'features.mjs', undefined, 1840),
			{ ...change('renamed', 'lib/png.mjs', 900, 900), oldPath: 'png.mjs' },
			change('removed', 'notes.txt', 312, undefined),
		],
		metrics: [
			{ file: 'metrics.json', key: 'accuracy', old: 0.8125, new: 0.93137, diff: 0.11887 },
			{ file: 'metrics.json', key: 'loss', old: 0.52, new: 0.2304, diff: -0.2896 },
			{ file: 'metrics.json', key: 'per_class.bus.f1', old: 0.61, new: 0.887, diff: 0.277 },
			{ file: 'metrics.json', key: 'per_class.pedestrian.f1', old: undefined, new: 0.79 },
		],
		params: [
			{ file: 'params.yaml', key: 'train.epochs', old: 20, new: 40, diff: 20 },
			{ file: 'params.yaml', key: 'train.features', old: ['colour'], new: ['colour', 'edges'] },
			{ file: 'params.yaml', key: 'train.optimiser', old: 'sgd', new: 'adam' },
			{ file: 'params.yaml', key: 'train.warmup', old: true, new: undefined },
		],
		labels: ['labels/instances.json', 'labels/by_image.json'],
		incomplete: [],
	};
}

function imageChanges(): readonly FileChange[] {
	const old = new Set(picturesOf(0).map(({ fileName }) => fileName));
	const now = new Set(picturesOf(2).map(({ fileName }) => fileName));
	const added = [...now].filter((name) => !old.has(name) && !name.startsWith('junction'));
	const image = { artifact: 'images', kind: 'dataset' as const };
	return [
		...added.map((name, index) => change('added', `images/${name}`, undefined, 9000 + index * 37, image)),
		...['scene-0005.png', 'scene-0040.png'].map((name) =>
			change('removed', `images/${name}`, 9120, undefined, image),
		),
		...['scene-0011.png', 'scene-0027.png', 'scene-0045.png'].map((name) =>
			change('modified', `images/${name}`, 8800, 9900, image),
		),
		...[20, 33].map((id) => ({
			...change('renamed', `images/junction-00${id}.png`, 9000, 9000, image),
			oldPath: `images/scene-00${id}.png`,
		})),
	];
}

function singleChanges(): readonly FileChange[] {
	return [
		change('modified', 'labels/instances.json', 48_112, 81_920, {
			artifact: 'labels/instances.json',
			kind: 'labels',
		}),
		change('modified', 'labels/by_image.json', 9_400, 16_100, {
			artifact: 'labels/by_image.json',
			kind: 'labels',
		}),
		change('modified', 'model/classifier.onnx', 87_403_520, 91_226_112, {
			artifact: 'model/classifier.onnx',
			kind: 'model',
		}),
	];
}

/** One differing file; a size that is left out is a side without the file. */
export function change(
	kind: FileChange['change'],
	path: string,
	oldSize: number | undefined,
	newSize: number | undefined,
	more: Partial<FileChange> = {},
): FileChange {
	const version = (size: number | undefined, digit: string): FileVersion | undefined =>
		size === undefined ? undefined : { size, object: { algorithm: 'md5', hash: digit.repeat(32) } };
	return { change: kind, path, old: version(oldSize, '3'), new: version(newSize, '7'), ...more };
}
