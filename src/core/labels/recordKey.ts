import { Hasher } from './hash.ts';
import { canonicalNumber, ExactNumber, readNumber } from './jsonNumber.ts';
import type { JsonValue } from './jsonReader.ts';
import { decodeString } from './jsonText.ts';

/** What a record's key is written as. */
export type KeyKind = 'none' | 'number' | 'text';

const textSeed = 0x54;
const numberSeed = 0x4e;
const joinSeed = 0x2b;
const plainDigits = 15;

/**
 * Keys as 64 bits in {@link lo} and {@link hi}: integers up to 15 digits as themselves, everything else as a hash with
 * the top bit set. Equal values give equal bits whatever their spelling; the number 1 and the text "1" differ.
 */
export class KeyHasher {
	lo = 0;
	hi = 0;
	readonly #hasher = new Hasher();

	/** Key of the JSON scalar that begins at `at`; the bytes must be valid JSON up to its end. */
	readToken(bytes: Uint8Array, view: DataView, at: number): KeyKind {
		const first = bytes[at] ?? 0;
		if (first === 0x22) return this.#readText(bytes, view, at + 1);
		if (first !== 0x2d && (first < 48 || first > 57)) return 'none';
		return this.#readDigits(bytes, at) ? 'number' : this.ofValue(readNumber(numberText(bytes, at)));
	}

	/** Key of a value that has been read. */
	ofValue(value: JsonValue | undefined): KeyKind {
		if (typeof value === 'string') return this.#set(value, textSeed, 'text');
		if (value instanceof ExactNumber) return this.#set(value.canonical, numberSeed, 'number');
		if (typeof value !== 'number') return 'none';
		if (!Number.isInteger(value) || value < 0 || value >= 10 ** plainDigits)
			return this.#set(canonicalNumber(String(value)), numberSeed, 'number');
		this.#setInteger(value);
		return 'number';
	}

	/** Makes the bits those of a key of several fields: of `lo`, `hi` (the fields before) and the bits so far. */
	joinTo(lo: number, hi: number): void {
		const parts = new DataView(new ArrayBuffer(16));
		[lo, hi, this.lo, this.hi].forEach((part, at) => {
			parts.setInt32(at * 4, part);
		});
		this.#hasher.run(parts, 0, 16, joinSeed);
		this.#take('text');
	}

	#set(text: string, seed: number, kind: KeyKind): KeyKind {
		this.#hasher.runText(text, seed);
		return this.#take(kind);
	}

	#take(kind: KeyKind): KeyKind {
		this.lo = this.#hasher.lo;
		this.hi = this.#hasher.hi | 0x80000000;
		return kind;
	}

	#setInteger(value: number): void {
		this.lo = value | 0;
		this.hi = (value / 0x100000000) | 0;
	}

	#readDigits(bytes: Uint8Array, start: number): boolean {
		let value = 0;
		let at = start;
		let byte = bytes[at] ?? 0;
		for (; byte >= 48 && byte <= 57; byte = bytes[++at] ?? 0) value = value * 10 + byte - 48;
		const plain = at > start && at - start <= plainDigits && byte !== 0x2e && (byte | 32) !== 0x65;
		if (plain) this.#setInteger(value);
		return plain;
	}

	#readText(bytes: Uint8Array, view: DataView, start: number): KeyKind {
		const end = textEnd(bytes, start);
		if (bytes.subarray(start, end).includes(0x5c))
			return this.#set(decodeString(bytes, start, end).text, textSeed, 'text');
		this.#hasher.run(view, start, end, textSeed);
		return this.#take('text');
	}
}

/** Position of the quote that ends the string whose first character is at `start`. */
export function textEnd(bytes: Uint8Array, start: number): number {
	let at = start;
	while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1;
	return at;
}

/** The number token at `at`, as written. */
export function numberText(bytes: Uint8Array, at: number): string {
	let text = '';
	for (
		let byte = bytes[at] ?? 0;
		byte > 32 && byte !== 0x2c && byte !== 0x5d && byte !== 0x7d;
		byte = bytes[++at] ?? 0
	)
		text += String.fromCharCode(byte);
	return text;
}
