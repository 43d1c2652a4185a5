// Reads a PNG of 8-bit RGB without interlacing, which is what images/ holds.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/** Gives `{ width, height, pixels }`; `pixels` holds red, green, blue, row by row. */
export function readPng(path) {
	const file = readFileSync(path);
	const parts = [];
	let width = 0;
	let height = 0;
	for (let at = 8; at < file.length; ) {
		const length = file.readUInt32BE(at);
		const type = file.toString('latin1', at + 4, at + 8);
		const data = file.subarray(at + 8, at + 8 + length);
		if (type === 'IHDR') {
			width = data.readUInt32BE(0);
			height = data.readUInt32BE(4);
		}
		if (type === 'IDAT') parts.push(data);
		at += length + 12;
	}
	return {
		width,
		height,
		pixels: withoutFilterBytes(inflateSync(Buffer.concat(parts)), width, height, path),
	};
}

function withoutFilterBytes(rows, width, height, path) {
	const stride = width * 3;
	const pixels = new Uint8Array(stride * height);
	for (let y = 0; y < height; y++) {
		const start = y * (stride + 1);
		if (rows[start] !== 0) throw new Error(`${path}: row ${y} is filtered, which this reader does not know`);
		pixels.set(rows.subarray(start + 1, start + 1 + stride), y * stride);
	}
	return pixels;
}
