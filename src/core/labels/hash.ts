/**
 * Two 32-bit lanes over bytes, for telling records apart inside one comparison; never stored, never a promise to
 * anyone else. Records are compared per key, so a difference is missed with a chance of 2^-64 a record.
 */
export class Hasher {
	lo = 0;
	hi = 0;

	/** Hashes `view`'s bytes `[start, end)`; the result is in {@link lo} and {@link hi}. */
	run(view: DataView, start: number, end: number, seed: number): void {
		let x = (0x9e3779b1 ^ (end - start) ^ seed) | 0;
		let y = (0x85ebca77 ^ Math.imul(seed, 0x27d4eb2f)) | 0;
		let at = start;
		for (const last = end - 3; at < last; at += 4) {
			const word = view.getInt32(at, true);
			x = Math.imul(x ^ word, 0x85ebca6b);
			x = (x << 13) | (x >>> 19);
			y = Math.imul((y + word) | 0, 0xc2b2ae35);
			y ^= y >>> 15;
		}
		for (; at < end; at++) {
			const byte = view.getUint8(at) + 1;
			x = Math.imul(x ^ byte, 0x85ebca6b);
			x = (x << 13) | (x >>> 19);
			y = Math.imul((y + byte) | 0, 0xc2b2ae35);
			y ^= y >>> 15;
		}
		this.#finish(x, y);
	}

	#finish(x: number, y: number): void {
		const a = Math.imul(x ^ (x >>> 16), 0x7feb352d) ^ y;
		const b = Math.imul(y ^ (y >>> 13) ^ a, 0x846ca68b);
		this.lo = a ^ (a >>> 15);
		this.hi = b ^ (b >>> 16);
	}

	/** Hashes a text's UTF-8 bytes. */
	runText(text: string, seed: number): void {
		const bytes = new TextEncoder().encode(text);
		this.run(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, seed);
	}
}
