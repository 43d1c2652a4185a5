/** A label file's bytes, wherever they lie. Synchronous: comparisons run in a worker, or on small files. */
export interface LabelSource {
	/** The file as people know it, for messages. */
	readonly name: string;
	/** Bytes. */
	readonly size: number;
	/** Bytes from `offset`, `length` of them or fewer at the end; valid until the next call. */
	read(offset: number, length: number): Uint8Array;
}

/** A source that is already in memory. */
export function sourceOfBytes(name: string, bytes: Uint8Array): LabelSource {
	return { name, size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

const windowSize = 32 << 10;

/** Reads small pieces that lie close together through one larger window. */
export class WindowedReader {
	readonly #source: LabelSource;
	#bytes = new Uint8Array(windowSize);
	#offset = 0;
	#length = 0;

	constructor(source: LabelSource) {
		this.#source = source;
	}

	/** Bytes `[offset, offset + length)`; valid until the next call. */
	read(offset: number, length: number): Uint8Array {
		if (length > windowSize) return this.#source.read(offset, length);
		if (offset < this.#offset || offset + length > this.#offset + this.#length) this.#fill(offset);
		const from = offset - this.#offset;
		return this.#bytes.subarray(from, from + length);
	}

	#fill(offset: number): void {
		const bytes = this.#source.read(offset, windowSize);
		this.#bytes.set(bytes);
		this.#offset = offset;
		this.#length = bytes.length;
	}
}
