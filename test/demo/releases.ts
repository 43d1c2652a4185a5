/** What each release of the demo holds. */
import type { Canvas } from './canvas.ts';
import { drawScene } from './drawScene.ts';
import type { Picture } from './labels.ts';
import { sceneOf } from './scene.ts';

/** A tagged state of the demo project. */
export interface Release {
	readonly name: string;
	readonly message: string;
	readonly author: { readonly name: string; readonly email: string };
	/** How long ago it was made. */
	readonly daysAgo: number;
	/** Ids of its pictures: 1 up to this, without {@link removed}. */
	readonly lastPicture: number;
	/** Whether it has an overview of its newest pictures, kept with Git LFS. */
	readonly hasContactSheet: boolean;
	/** Tags of a model registry that point at it too. */
	readonly modelTags: readonly string[];
}

const ada = { name: 'Ada Moreau', email: 'ada@example.com' };
const ben = { name: 'Ben Okafor', email: 'ben@example.com' };

export const releases: readonly Release[] = [
	{
		name: 'v1.0.0',
		message: 'First pictures, labels and classifier',
		author: ada,
		daysAgo: 47,
		lastPicture: 96,
		hasContactSheet: true,
		modelTags: ['classifier@v1.0.0', 'classifier#prod#1'],
	},
	{
		name: 'v1.1.0',
		message: 'A third more pictures, first round of label corrections',
		author: ben,
		daysAgo: 19,
		lastPicture: 128,
		hasContactSheet: true,
		modelTags: ['classifier@v1.1.0', 'classifier#prod#2'],
	},
	{
		name: 'v1.2.0',
		message: 'More pictures, buses labelled as trucks corrected',
		author: ada,
		daysAgo: 2,
		lastPicture: 168,
		hasContactSheet: false,
		modelTags: ['classifier@v1.2.0', 'classifier#staging#3'],
	},
];

/** Taken again with better settings for the second release. */
const retaken = [11, 27, 45];
/** Left out of the third release: nothing was labelled well on them. */
const removed = [5, 40];
/** Got another name in the third release. */
const renamed = [20, 33];

/** The pictures of a release, by number. */
export function picturesOf(release: number): Picture[] {
	const count = releases[release]?.lastPicture ?? 0;
	return Array.from({ length: count }, (_, index) => index + 1)
		.filter((id) => release < 2 || !removed.includes(id))
		.map((id) => ({ scene: sceneOf(id), fileName: fileName(id, release) }));
}

/** Pictures that came in after the last release, not tracked by anything. */
export function incomingPictures(): Picture[] {
	const first = (releases.at(-1)?.lastPicture ?? 0) + 1;
	return Array.from({ length: 12 }, (_, index) => first + index).map((id) => ({
		scene: sceneOf(id),
		fileName: fileName(id, 0),
	}));
}

/** Draws a picture as it was at a release. */
export function draw({ scene }: Picture, release: number): Canvas {
	return drawScene(scene, release >= 1 && retaken.includes(scene.id) ? 2 : 1);
}

function fileName(id: number, release: number): string {
	const kind = release >= 2 && renamed.includes(id) ? 'junction' : 'scene';
	return `${kind}-${String(id).padStart(4, '0')}.png`;
}
