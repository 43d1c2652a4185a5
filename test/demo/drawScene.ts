import { Canvas, type Colour, mix } from './canvas.ts';
import { pick, randomFrom } from './random.ts';
import { type Category, type Light, type Scene, sceneHeight, sceneWidth, type Thing } from './scene.ts';

interface Sky {
	readonly top: Colour;
	readonly bottom: Colour;
	readonly disc: Colour;
	/** How strongly the night covers everything, 0 to 1. */
	readonly shade: number;
}

const skies: Readonly<Record<Light, Sky>> = {
	day: { top: [126, 184, 236], bottom: [214, 234, 248], disc: [255, 244, 200], shade: 0 },
	dusk: { top: [78, 74, 128], bottom: [246, 168, 118], disc: [255, 214, 150], shade: 0.18 },
	night: { top: [14, 20, 44], bottom: [46, 58, 98], disc: [226, 230, 240], shade: 0.42 },
};
const darkness: Colour = [10, 14, 34];
const glass: Colour = [190, 220, 236];
const rubber: Colour = [34, 36, 42];

const paints: Readonly<Record<Category, readonly [Colour, ...Colour[]]>> = {
	car: [
		[200, 56, 52],
		[52, 96, 176],
		[236, 236, 238],
		[58, 62, 70],
		[68, 140, 96],
		[222, 164, 48],
	],
	bus: [
		[236, 178, 44],
		[206, 60, 52],
		[40, 142, 146],
		[230, 122, 50],
	],
	truck: [
		[226, 228, 232],
		[176, 184, 194],
		[84, 116, 170],
		[202, 186, 150],
	],
	pedestrian: [
		[178, 62, 92],
		[64, 92, 146],
		[232, 150, 60],
		[90, 128, 84],
		[60, 60, 66],
	],
};

/** Draws a scene. `exposure` above 1 brightens it, as a picture taken again with better settings would be. */
export function drawScene(scene: Scene, exposure = 1): Canvas {
	const canvas = new Canvas(sceneWidth, sceneHeight);
	const random = randomFrom(5000 + scene.id);
	const sky = skies[scene.light];
	drawSky(canvas, sky, random);
	drawHouses(canvas, scene.light, random);
	drawStreet(canvas);
	const shade = sky.shade / exposure;
	if (shade > 0) canvas.box(0, 170, sceneWidth, sceneHeight - 170, darkness, 0, shade);
	for (const thing of scene.things) drawThing(canvas, thing, shade, scene.light === 'night');
	return canvas;
}

function drawSky(canvas: Canvas, sky: Sky, random: () => number): void {
	canvas.gradient(0, 170, sky.top, sky.bottom);
	canvas.disc(60 + random() * 360, 26 + random() * 26, 13, sky.disc, 0.95);
	for (let cloud = 0; cloud < 3; cloud++) {
		const [x, y] = [random() * 460, 18 + random() * 50];
		for (const [dx, width] of [
			[0, 52],
			[16, 60],
			[-14, 44],
		] as const)
			canvas.box(x + dx, y + Math.abs(dx) * 0.3, width, 9, mix(sky.bottom, [255, 255, 255], 0.5), 4.5, 0.45);
	}
}

function drawHouses(canvas: Canvas, light: Light, random: () => number): void {
	for (let x = -10; x < sceneWidth; ) {
		const width = 46 + random() * 44;
		const height = 54 + random() * 74;
		const wall = mix([150, 122, 108], [198, 190, 180], random());
		const dimmed = mix(wall, darkness, skies[light].shade);
		canvas.box(x, 172 - height, width - 3, height, dimmed);
		drawWindows(canvas, x, 172 - height, width, height, light, random);
		x += width;
	}
}

function drawWindows(
	canvas: Canvas,
	left: number,
	top: number,
	width: number,
	height: number,
	light: Light,
	random: () => number,
): void {
	for (let y = top + 9; y < top + height - 14; y += 17)
		for (let x = left + 8; x < left + width - 14; x += 14) {
			const lit = light !== 'day' && random() < 0.45;
			canvas.box(x, y, 7, 10, lit ? [255, 222, 140] : mix([92, 104, 120], darkness, skies[light].shade), 1);
		}
}

function drawStreet(canvas: Canvas): void {
	canvas.gradient(170, 200, [176, 172, 166], [160, 157, 152]);
	canvas.gradient(200, sceneHeight, [92, 94, 100], [70, 72, 78]);
	canvas.box(0, 199, sceneWidth, 3, [206, 204, 198]);
	for (let x = 10; x < sceneWidth; x += 64) canvas.box(x, 243, 34, 4, [236, 234, 220], 1);
}

const drawings: Readonly<Record<Category, (brush: Brush) => void>> = {
	car: drawCar,
	bus: drawBus,
	truck: drawTruck,
	pedestrian: drawPedestrian,
};

function drawThing(canvas: Canvas, thing: Thing, shade: number, lights: boolean): void {
	const paint = pick(() => thing.tint, paints[thing.category]);
	drawings[thing.category](new Brush(canvas, thing, mix(paint, darkness, shade), shade, lights));
}

/** Draws in the thing's own coordinates. */
class Brush {
	readonly paint: Colour;
	readonly lights: boolean;
	readonly #canvas: Canvas;
	readonly #thing: Thing;
	readonly #shade: number;

	constructor(canvas: Canvas, thing: Thing, paint: Colour, shade: number, lights: boolean) {
		this.#canvas = canvas;
		this.#thing = thing;
		this.paint = paint;
		this.#shade = shade;
		this.lights = lights;
	}

	box(x: number, y: number, width: number, height: number, colour: Colour, radius = 0): void {
		const { box, scale } = this.#thing;
		const dimmed = colour === this.paint ? colour : mix(colour, darkness, this.#shade);
		this.#canvas.box(
			box[0] + x * scale,
			box[1] + y * scale,
			width * scale,
			height * scale,
			dimmed,
			radius * scale,
		);
	}

	disc(x: number, y: number, radius: number, colour: Colour): void {
		const { box, scale } = this.#thing;
		const dimmed = mix(colour, darkness, this.#shade);
		this.#canvas.disc(box[0] + x * scale, box[1] + y * scale, radius * scale, dimmed);
	}

	wheel(x: number, y: number, radius: number): void {
		this.disc(x, y, radius, rubber);
		this.disc(x, y, radius * 0.45, [168, 172, 178]);
	}

	/** A lamp keeps its brightness at night. */
	lamp(x: number, y: number): void {
		const { box, scale } = this.#thing;
		const colour: Colour = this.lights ? [255, 246, 190] : [240, 236, 214];
		this.#canvas.box(box[0] + x * scale, box[1] + y * scale, 5 * scale, 5 * scale, colour, 2 * scale);
	}
}

function drawCar(brush: Brush): void {
	brush.box(20, 0, 52, 26, brush.paint, 9);
	brush.box(25, 5, 19, 14, glass, 4);
	brush.box(48, 5, 19, 14, glass, 4);
	brush.box(0, 17, 92, 21, brush.paint, 7);
	brush.lamp(86, 21);
	brush.wheel(21, 37, 9);
	brush.wheel(71, 37, 9);
}

function drawBus(brush: Brush): void {
	brush.box(0, 0, 164, 58, brush.paint, 7);
	for (let x = 8; x < 132; x += 25) brush.box(x, 9, 20, 19, glass, 2);
	brush.box(136, 9, 22, 40, glass, 3);
	brush.box(0, 37, 132, 4, [250, 248, 240]);
	brush.lamp(157, 47);
	brush.wheel(33, 57, 11);
	brush.wheel(122, 57, 11);
}

function drawTruck(brush: Brush): void {
	brush.box(0, 0, 112, 56, brush.paint, 2);
	brush.box(0, 52, 150, 8, [60, 62, 68], 2);
	brush.box(116, 15, 40, 43, [70, 96, 150], 6);
	brush.box(133, 20, 19, 16, glass, 3);
	brush.lamp(150, 46);
	for (const x of [20, 46, 134]) brush.wheel(x, 59, 11);
}

function drawPedestrian(brush: Brush): void {
	brush.box(3, 28, 4.5, 18, [46, 50, 66], 2);
	brush.box(8.5, 28, 4.5, 18, [46, 50, 66], 2);
	brush.box(0, 12, 16, 20, brush.paint, 5);
	brush.disc(8, 6.5, 6.5, [222, 180, 150]);
}
