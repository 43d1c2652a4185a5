/** The labels of the demo as they were at each release: what people first wrote, and what was corrected when. */
import { randomFrom } from './random.ts';
import { type Box, type Category, type Scene, sceneHeight, sceneWidth, tenth } from './scene.ts';

export const categories: readonly { readonly id: number; readonly name: Category }[] = [
	{ id: 1, name: 'car' },
	{ id: 2, name: 'bus' },
	{ id: 3, name: 'truck' },
	{ id: 4, name: 'pedestrian' },
];

/** A COCO annotation. */
export interface Annotation {
	readonly id: number;
	readonly image_id: number;
	readonly category_id: number;
	readonly bbox: Box;
	readonly area: number;
	readonly iscrowd: 0;
}

/** A picture with the name its file has at one release. */
export interface Picture {
	readonly scene: Scene;
	readonly fileName: string;
}

/**
 * COCO labels of some pictures.
 * @param release 0, 1, 2 …: which corrections have been made.
 */
export function cocoLabels(pictures: readonly Picture[], release: number): object {
	return {
		info: { description: 'Street scenes', version: `1.${release}.0` },
		images: pictures.map(({ scene, fileName }) => ({
			id: scene.id,
			file_name: `images/${fileName}`,
			width: sceneWidth,
			height: sceneHeight,
		})),
		annotations: pictures.flatMap(({ scene }) => annotationsOf(scene, release)),
		categories: categories.map((category) => ({ ...category, supercategory: 'street' })),
	};
}

/** One record per picture, keyed by the picture's name: what was seen as a whole, and who looked at it. */
export function labelsByImage(pictures: readonly Picture[], release: number): object {
	return Object.fromEntries(
		pictures.map(({ scene, fileName }) => {
			const annotations = annotationsOf(scene, release);
			const names = new Set(annotations.map((each) => nameOf(each.category_id)));
			const reviewed = release >= roundOf(randomFrom(9000 + scene.id)());
			const record = {
				label: scene.light,
				contains: [...names].sort(),
				objects: annotations.length,
				reviewed,
			};
			return [fileName.replace('.png', ''), record];
		}),
	);
}

function annotationsOf(scene: Scene, release: number): Annotation[] {
	return scene.things.flatMap((thing, index) => {
		const random = randomFrom(7000 + scene.id * 20 + index);
		const chances = Array.from({ length: 12 }, random);
		const mistake = (chance: number, share: number) =>
			at(chances, chance) < share && release < roundOf(at(chances, chance + 1));
		if (thing.category === 'pedestrian' && mistake(0, 0.08)) return [];
		const category = thing.category === 'bus' && mistake(2, 0.45) ? 'truck' : thing.category;
		const box = mistake(4, 0.22) ? movedBox(thing.box, chances.slice(6, 10)) : thing.box;
		const annotation = annotationOf(scene.id * 20 + index + 1, scene.id, category, box);
		const doubled = mistake(10, 0.03);
		return doubled ? [annotation, { ...annotation, id: annotation.id + 10 }] : [annotation];
	});
}

/** In which round of corrections a mistake was found; the third has not come yet. */
function roundOf(chance: number): number {
	if (chance < 0.4) return 1;
	return chance < 0.88 ? 2 : 3;
}

function movedBox([x, y, width, height]: Box, chances: readonly number[]): Box {
	const shift = (index: number, size: number) => (at(chances, index) - 0.5) * 0.35 * size;
	const left = Math.max(0, x + shift(0, width));
	const top = Math.max(0, y + shift(1, height));
	const right = Math.min(sceneWidth, x + width + shift(2, width));
	const bottom = Math.min(sceneHeight, y + height + shift(3, height));
	return [tenth(left), tenth(top), tenth(right - left), tenth(bottom - top)];
}

function annotationOf(id: number, imageId: number, category: Category, bbox: Box): Annotation {
	const category_id = categories.find(({ name }) => name === category)?.id ?? 0;
	return { id, image_id: imageId, category_id, bbox, area: tenth(bbox[2] * bbox[3]), iscrowd: 0 };
}

function nameOf(id: number): string {
	return categories.find((category) => category.id === id)?.name ?? 'unknown';
}

function at(values: readonly number[], index: number): number {
	return values[index] ?? 0;
}
