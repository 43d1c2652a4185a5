/** 64-bit names as two columns of 32-bit words. */
export interface Names {
	readonly lo: Int32Array;
	readonly hi: Int32Array;
}

/**
 * Hash table from 64-bit names to the numbers that bear them, in order: what is taken is given once. Linear probing
 * over typed arrays, equal names chained, so a million equal names cost no more than a million distinct ones.
 */
export class ChainTable {
	readonly #names: Names;
	readonly #mask: number;
	/** First number left under a name, plus one; 0 = free slot, -1 = all taken. */
	readonly #slots: Int32Array;
	/** The next number with the same name, plus one. */
	readonly #next: Int32Array;
	readonly #nameOf: Int32Array;
	/** How many numbers bear a name that an earlier one bears. */
	repeats = 0;
	/** The first few of them. */
	readonly repeated: number[] = [];

	/** Takes the numbers `0 … count - 1` that `wanted` lets through. */
	constructor(names: Names, count: number, wanted: (at: number) => boolean = () => true) {
		let size = 16;
		while (size < count * 2) size *= 2;
		this.#names = names;
		this.#mask = size - 1;
		this.#slots = new Int32Array(size);
		this.#nameOf = new Int32Array(size);
		this.#next = new Int32Array(count);
		// Backwards, so that each chain comes out in order.
		for (let at = count - 1; at >= 0; at--) if (wanted(at)) this.#add(at);
	}

	#add(at: number): void {
		const slot = this.#slot(this.#names.lo[at] as number, this.#names.hi[at] as number);
		const head = this.#slots[slot] as number;
		if (head > 0) {
			this.repeats++;
			if (this.repeated.length < 3) this.repeated.push(head - 1);
		}
		this.#next[at] = head;
		this.#slots[slot] = at + 1;
		this.#nameOf[slot] = at;
	}

	#slot(lo: number, hi: number): number {
		let slot = mix(lo, hi) & this.#mask;
		for (;;) {
			if (this.#slots[slot] === 0) return slot;
			const at = this.#nameOf[slot] as number;
			if (this.#names.lo[at] === lo && this.#names.hi[at] === hi) return slot;
			slot = (slot + 1) & this.#mask;
		}
	}

	/** The first number left under a name, not to be given again; -1 when there is none. */
	take(lo: number, hi: number): number {
		const slot = this.#slot(lo, hi);
		const head = this.#slots[slot] as number;
		if (head <= 0) return -1;
		this.#slots[slot] = (this.#next[head - 1] as number) > 0 ? (this.#next[head - 1] as number) : -1;
		return head - 1;
	}

	/** {@link take} without taking. */
	find(lo: number, hi: number): number {
		const head = this.#slots[this.#slot(lo, hi)] as number;
		return head <= 0 ? -1 : head - 1;
	}
}

function mix(lo: number, hi: number): number {
	let bits = Math.imul(lo ^ (hi >>> 15), 0x85ebca6b) ^ Math.imul(hi, 0xc2b2ae35);
	bits ^= bits >>> 13;
	return Math.imul(bits, 0x9e3779b1) ^ (bits >>> 16);
}
