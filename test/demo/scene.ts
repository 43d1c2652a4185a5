import { pick, randomFrom } from './random.ts';

/** What the classifier tells apart. */
export type Category = 'car' | 'bus' | 'truck' | 'pedestrian';
/** Left, top, width, height in pixels. */
export type Box = readonly [number, number, number, number];
export type Light = 'day' | 'dusk' | 'night';

/** One thing on the street, as it truly is. */
export interface Thing {
	readonly category: Category;
	readonly box: Box;
	/** How much larger than the drawing's own size. */
	readonly scale: number;
	/** Chooses among the colours of its category. */
	readonly tint: number;
}

/** A street at one moment. */
export interface Scene {
	readonly id: number;
	readonly light: Light;
	readonly things: readonly Thing[];
}

export const sceneWidth = 480;
export const sceneHeight = 300;

/** Sizes of the drawings at scale 1, in pixels. */
const sizes: Readonly<Record<Category, readonly [number, number]>> = {
	car: [92, 46],
	bus: [164, 68],
	truck: [156, 70],
	pedestrian: [16, 46],
};

/** Where the feet and wheels stand, and how near that is. */
const lanes = [
	{ ground: 196, scale: 0.78, gap: 64, things: ['pedestrian'] },
	{ ground: 232, scale: 0.85, gap: 42, things: ['car', 'car', 'bus', 'truck'] },
	{ ground: 284, scale: 1.12, gap: 70, things: ['car', 'bus', 'truck', 'car', 'bus'] },
] as const satisfies readonly { readonly things: readonly Category[]; readonly [key: string]: unknown }[];

/** The scene of an id; always the same. */
export function sceneOf(id: number): Scene {
	const random = randomFrom(1000 + id);
	const light = pick<Light>(random, ['day', 'day', 'day', 'dusk', 'night']);
	return { id, light, things: lanes.flatMap((lane) => thingsOf(lane, random)) };
}

function thingsOf(lane: (typeof lanes)[number], random: () => number): Thing[] {
	const things: Thing[] = [];
	let x = random() * 120 + 6;
	while (things.length < 4) {
		const category = pick<Category>(random, lane.things);
		const [width, height] = sizes[category].map((size) => size * lane.scale) as [number, number];
		if (x + width > sceneWidth - 4) break;
		const box = [x, lane.ground - height, width, height].map(tenth) as unknown as Box;
		things.push({ category, box, scale: lane.scale, tint: random() });
		x += width + lane.gap * (0.5 + 2 * random());
	}
	return things;
}

/** Rounded to tenths of a pixel, as labelling tools write boxes. */
export function tenth(value: number): number {
	return Math.round(value * 10) / 10;
}
