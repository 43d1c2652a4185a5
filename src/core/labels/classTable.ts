import { readNumber } from './jsonNumber.ts';
import { decodeString } from './jsonText.ts';
import { scalarText } from './jsonValues.ts';
import { type KeyHasher, numberText, textEnd } from './recordKey.ts';

/** More distinct values than this, and the field is no class (a caption, a path): 16-bit numbers end here too. */
const mostClasses = 0xfff0;

/** Numbers the distinct values of the class field in order of appearance; 0 stands for "no class". */
export class ClassTable {
	/** Class values as text, by number; the first is the missing class. */
	readonly values: string[] = [''];
	/** True when there were too many values to be classes. */
	overflown = false;
	readonly #numbers = new Map<number, number>();
	readonly #key: KeyHasher;

	constructor(key: KeyHasher) {
		this.#key = key;
	}

	/** Number of the class written at `at`, a JSON scalar in valid JSON. */
	readToken(bytes: Uint8Array, view: DataView, at: number): number {
		if (this.#key.readToken(bytes, view, at) === 'none') return 0;
		const size = (this.#key.hi & 0x1fffff) * 0x100000000 + (this.#key.lo >>> 0);
		const bits = this.#key.hi < 0 ? -size - 1 : size;
		return this.#numbers.get(bits) ?? this.#add(bits, bytes, at);
	}

	#add(bits: number, bytes: Uint8Array, at: number): number {
		if (this.values.length >= mostClasses) {
			this.overflown = true;
			return 0;
		}
		this.#numbers.set(bits, this.values.length);
		return this.values.push(classText(bytes, at)) - 1;
	}
}

function classText(bytes: Uint8Array, at: number): string {
	if (bytes[at] !== 0x22) return scalarText(readNumber(numberText(bytes, at))) ?? '';
	return decodeString(bytes, at + 1, textEnd(bytes, at + 1)).text;
}
