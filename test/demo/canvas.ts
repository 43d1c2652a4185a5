import { crc32, deflateSync } from 'node:zlib';

/** Red, green, blue; 0 to 255 each. */
export type Colour = readonly [number, number, number];

/** A picture to draw on: RGB, row by row. Shapes have smooth edges and may be half-transparent. */
export class Canvas {
	readonly width: number;
	readonly height: number;
	readonly #pixels: Uint8Array;

	constructor(width: number, height: number) {
		this.width = width;
		this.height = height;
		this.#pixels = new Uint8Array(width * height * 3);
	}

	/** Fills whole rows `top` to `bottom` with a blend of two colours. */
	gradient(top: number, bottom: number, from: Colour, to: Colour): void {
		for (let y = Math.round(top); y < Math.round(bottom); y++) {
			const colour = mix(from, to, (y - top) / (bottom - top));
			for (let x = 0; x < this.width; x++) this.#blend(x, y, colour, 1);
		}
	}

	/** A rectangle with rounded corners. */
	box(x: number, y: number, width: number, height: number, colour: Colour, radius = 0, opacity = 1): void {
		const [centreX, centreY] = [x + width / 2, y + height / 2];
		const [innerX, innerY] = [width / 2 - radius, height / 2 - radius];
		this.#shape(x, y, width, height, colour, opacity, (px, py) => {
			const dx = Math.abs(px - centreX) - innerX;
			const dy = Math.abs(py - centreY) - innerY;
			return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
		});
	}

	disc(x: number, y: number, radius: number, colour: Colour, opacity = 1): void {
		this.#shape(x - radius, y - radius, 2 * radius, 2 * radius, colour, opacity, (px, py) => {
			return Math.hypot(px - x, py - y) - radius;
		});
	}

	/** Copies another picture, shrunk by a whole factor. */
	place(other: Canvas, left: number, top: number, shrink: number): void {
		for (let y = 0; y * shrink < other.height; y++)
			for (let x = 0; x * shrink < other.width; x++)
				this.#blend(left + x, top + y, other.colourAt(x * shrink, y * shrink), 1);
	}

	colourAt(x: number, y: number): Colour {
		const at = (y * this.width + x) * 3;
		return [this.#pixels[at] ?? 0, this.#pixels[at + 1] ?? 0, this.#pixels[at + 2] ?? 0];
	}

	/** The picture as a PNG file: 8-bit RGB, not interlaced, no filter. */
	png(): Uint8Array {
		const header = Buffer.alloc(13);
		header.writeUInt32BE(this.width, 0);
		header.writeUInt32BE(this.height, 4);
		header.set([8, 2, 0, 0, 0], 8);
		const rows = new Uint8Array(this.height * (this.width * 3 + 1));
		for (let y = 0; y < this.height; y++)
			rows.set(
				this.#pixels.subarray(y * this.width * 3, (y + 1) * this.width * 3),
				y * (this.width * 3 + 1) + 1,
			);
		const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
		const data = deflateSync(rows, { level: 7 });
		return Buffer.concat([
			signature,
			chunk('IHDR', header),
			chunk('IDAT', data),
			chunk('IEND', Buffer.alloc(0)),
		]);
	}

	/** Draws where `distance` (in pixels, negative inside) says; the last pixel at the edge is blended. */
	#shape(
		x: number,
		y: number,
		width: number,
		height: number,
		colour: Colour,
		opacity: number,
		distance: (x: number, y: number) => number,
	): void {
		const bottom = Math.min(this.height, Math.ceil(y + height));
		const right = Math.min(this.width, Math.ceil(x + width));
		for (let py = Math.max(0, Math.floor(y)); py < bottom; py++)
			for (let px = Math.max(0, Math.floor(x)); px < right; px++) {
				const cover = Math.min(1, Math.max(0, 0.5 - distance(px + 0.5, py + 0.5)));
				if (cover > 0) this.#blend(px, py, colour, cover * opacity);
			}
	}

	#blend(x: number, y: number, colour: Colour, cover: number): void {
		const at = (y * this.width + x) * 3;
		for (let i = 0; i < 3; i++) {
			const old = this.#pixels[at + i] ?? 0;
			this.#pixels[at + i] = Math.round(old + ((colour[i] ?? 0) - old) * cover);
		}
	}
}

/** A colour between two others. */
export function mix(a: Colour, b: Colour, share: number): Colour {
	const part = (from: number, to: number) => from + (to - from) * share;
	return [part(a[0], b[0]), part(a[1], b[1]), part(a[2], b[2])];
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	framed.set(body, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}
