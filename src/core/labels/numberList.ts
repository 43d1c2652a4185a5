/** A growing list of 32-bit integers. */
export class NumberList {
	length = 0;
	#values = new Int32Array(256);

	push(value: number): void {
		if (this.length === this.#values.length) {
			const values = new Int32Array(this.length * 2);
			values.set(this.#values);
			this.#values = values;
		}
		this.#values[this.length++] = value;
	}

	/** The numbers so far, shared. */
	values(): Int32Array {
		return this.#values.subarray(0, this.length);
	}
}
