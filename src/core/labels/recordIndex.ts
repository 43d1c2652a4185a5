/** Where the records of one list are, and enough of each to join and count them: 34 bytes a record, no objects. */
export class RecordIndex {
	count = 0;
	keyLo = new Int32Array(1024);
	keyHi = new Int32Array(1024);
	/** Hash of the record's bytes as they are in the file. */
	hashLo = new Int32Array(1024);
	hashHi = new Int32Array(1024);
	/** Byte offset in the file. */
	offset = new Float64Array(1024);
	length = new Uint32Array(1024);
	/** Bytes from the opening quote of a map's property name to the record; 0 where there is no name. */
	nameGap = new Uint32Array(1024);
	/** Number of the class in {@link ScanResult.classes}; 0 = none. */
	classId = new Uint16Array(1024);
	/** Records that lack the key, or whose key is no text or number. */
	readonly keyless = new Set<number>();
	numberKeys = 0;
	textKeys = 0;

	/** Makes place for one more record and returns its number; the caller fills the columns. */
	add(): number {
		if (this.count === this.offset.length) this.#grow();
		return this.count++;
	}

	#grow(): void {
		const size = Math.ceil(this.count * 1.5);
		this.keyLo = grown(this.keyLo, new Int32Array(size));
		this.keyHi = grown(this.keyHi, new Int32Array(size));
		this.hashLo = grown(this.hashLo, new Int32Array(size));
		this.hashHi = grown(this.hashHi, new Int32Array(size));
		this.offset = grown(this.offset, new Float64Array(size));
		this.length = grown(this.length, new Uint32Array(size));
		this.nameGap = grown(this.nameGap, new Uint32Array(size));
		this.classId = grown(this.classId, new Uint16Array(size));
	}
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
	to.set(from);
	return to;
}
