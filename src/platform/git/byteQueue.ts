const lineFeed = 10;

/** Bytes as they arrive from a pipe, taken out again by line or by length, without copying whole chunks twice. */
export class ByteQueue {
	#chunks: Buffer[] = [];
	#size = 0;

	push(chunk: Buffer): void {
		this.#chunks.push(chunk);
		this.#size += chunk.length;
	}

	/** The next `length` bytes, or undefined while they are not all here. */
	take(length: number): Buffer | undefined {
		if (length > this.#size) return undefined;
		const first = this.#chunks[0];
		const all = first !== undefined && first.length >= length ? first : this.#join();
		this.#keep(all.subarray(length), all === first);
		return all.subarray(0, length);
	}

	/** The next line without its line feed, or undefined while its end is not here. */
	takeLine(): string | undefined {
		const first = this.#chunks[0];
		if (first === undefined) return undefined;
		const end = first.indexOf(lineFeed);
		if (end >= 0) return this.take(end + 1)?.toString('utf8', 0, end);
		if (this.#chunks.length === 1) return undefined;
		const joined = this.#join();
		this.#chunks = [joined];
		return joined.includes(lineFeed) ? this.takeLine() : undefined;
	}

	/** Throws away up to `length` of the next bytes; gives how many those were. */
	drop(length: number): number {
		const dropped = Math.min(length, this.#size);
		if (dropped > 0) this.take(dropped);
		return dropped;
	}

	clear(): void {
		this.#chunks = [];
		this.#size = 0;
	}

	#join(): Buffer {
		return Buffer.concat(this.#chunks, this.#size);
	}

	/** Puts back what is left of the chunk, or of the joined chunks, that was taken from. */
	#keep(rest: Buffer, ofFirst: boolean): void {
		if (ofFirst) this.#chunks.shift();
		else this.#chunks = [];
		if (rest.length > 0) this.#chunks.unshift(rest);
		this.#size = this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
	}
}
