import { ExactNumber, readNumber } from './jsonNumber.ts';
import { decodeString } from './jsonText.ts';

/** A JSON value as data: objects are maps, so `__proto__` is a name like any other; numbers are never rounded. */
export type JsonValue = null | boolean | number | string | ExactNumber | JsonValue[] | JsonObject;
export type JsonObject = Map<string, JsonValue>;

/** Where and why a text is no JSON; `at` counts bytes from the text's beginning. */
export class JsonSyntaxError extends Error {
	readonly at: number;

	constructor(at: number, what: string) {
		super(what);
		this.name = 'JsonSyntaxError';
		this.at = at;
	}
}

/** Python's own reader gives up near 1,000; nothing that is a label comes near. */
const deepest = 2000;
const words: readonly (readonly [string, JsonValue])[] = [
	['true', true],
	['false', false],
	['null', null],
	['NaN', new ExactNumber('NaN')],
	['Infinity', new ExactNumber('Infinity')],
	['-Infinity', new ExactNumber('-Infinity')],
];
const numberAt = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Turns the text of a number into a value; the default never rounds. */
export type NumberReader = (text: string) => JsonValue;

/**
 * Reads one JSON document (and Python's `NaN`, `Infinity`) from UTF-8 bytes, counting on the way what other readers
 * pass over in silence. Throws {@link JsonSyntaxError}.
 */
export class JsonReader {
	/** Property names that an object repeats; the last value counts, as in JavaScript and Python. */
	repeatedNames = 0;
	/** Integers beyond 2^53, and numbers beyond a double. */
	hugeNumbers = 0;
	/** Strings that are not UTF-8. */
	brokenTexts = 0;
	readonly #bytes: Uint8Array;
	readonly #number: NumberReader;
	#at = 0;
	#depth = 0;

	constructor(bytes: Uint8Array, number: NumberReader = readNumber) {
		this.#bytes = bytes;
		this.#number = number;
	}

	/** The whole text as one value; a byte order mark is passed over. */
	document(): JsonValue {
		const [a, b, c] = this.#bytes;
		if (a === 0xef && b === 0xbb && c === 0xbf) this.#at = 3;
		const value = this.#value();
		if (this.#next() !== undefined) throw this.#error('something after the end of the value');
		return value;
	}

	/** Next byte that is no white space, not consumed. */
	#next(): number | undefined {
		let byte = this.#bytes[this.#at];
		while (byte === 32 || byte === 10 || byte === 13 || byte === 9) byte = this.#bytes[++this.#at];
		return byte;
	}

	#value(): JsonValue {
		const byte = this.#next();
		if (byte === 0x22) return this.#string();
		if (byte === 0x7b) return this.#nested(() => this.#object());
		if (byte === 0x5b) return this.#nested(() => this.#array());
		return this.#scalar();
	}

	#nested<T>(read: () => T): T {
		if (++this.#depth > deepest) throw this.#error(`more than ${deepest} levels of nesting`);
		this.#at++;
		const value = read();
		this.#depth--;
		return value;
	}

	#object(): JsonObject {
		const object: JsonObject = new Map();
		if (this.#accept(0x7d)) return object;
		do {
			if (this.#next() !== 0x22) throw this.#error('a property name is missing');
			const name = this.#string();
			if (!this.#accept(0x3a)) throw this.#error('a colon is missing');
			if (object.has(name)) this.repeatedNames++;
			object.set(name, this.#value());
		} while (this.#accept(0x2c));
		if (!this.#accept(0x7d)) throw this.#error('a comma or } is missing');
		return object;
	}

	#array(): JsonValue[] {
		const array: JsonValue[] = [];
		if (this.#accept(0x5d)) return array;
		do {
			array.push(this.#value());
		} while (this.#accept(0x2c));
		if (!this.#accept(0x5d)) throw this.#error('a comma or ] is missing');
		return array;
	}

	#accept(wanted: number): boolean {
		if (this.#next() !== wanted) return false;
		this.#at++;
		return true;
	}

	#string(): string {
		const start = this.#at + 1;
		const end = this.#stringEnd(start);
		const decoded = decodeString(this.#bytes, start, end);
		if (!decoded.valid) this.brokenTexts++;
		this.#at = end + 1;
		return decoded.text;
	}

	#stringEnd(start: number): number {
		for (let at = start; ; at++) {
			const byte = this.#bytes[at];
			if (byte === 0x22) return at;
			if (byte === undefined || byte < 32) throw this.#error('a string does not end', at);
			if (byte === 0x5c) at += this.#escapeLength(at) - 1;
		}
	}

	#escapeLength(at: number): number {
		const text = String.fromCharCode(...this.#bytes.subarray(at, at + 6));
		const match = /^\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/.exec(text);
		if (match === null) throw this.#error('an escape that is none', at);
		return match[0].length;
	}

	#scalar(): JsonValue {
		const text = this.#token();
		const word = words.find(([name]) => name === text);
		this.#at += text.length;
		if (word !== undefined) return word[1];
		numberAt.lastIndex = 0;
		if (numberAt.exec(text)?.[0] !== text) throw this.#error('a value is missing', this.#at - text.length);
		const value = this.#number(text);
		if (value instanceof ExactNumber) this.hugeNumbers++;
		return value;
	}

	/** Letters, digits, signs and points up to what delimits a value. */
	#token(): string {
		let end = this.#at;
		while (isTokenByte(this.#bytes[end])) end++;
		return decodeString(this.#bytes, this.#at, end).text;
	}

	#error(what: string, at = this.#at): JsonSyntaxError {
		return new JsonSyntaxError(at, what);
	}
}

/** Digits, letters, `+`, `-` and `.`. */
function isTokenByte(byte: number | undefined): boolean {
	if (byte === undefined) return false;
	const letter = byte | 32;
	return (
		(byte >= 48 && byte <= 57) || (letter >= 97 && letter <= 122) || (byte >= 43 && byte <= 46 && byte !== 44)
	);
}
