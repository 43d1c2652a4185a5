import { byteKind, kindOfByte, numberEnd, wordLength } from './jsonBytes.ts';
import { ExactNumber, readNumber, readShortNumber } from './jsonNumber.ts';
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
const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
	['true', true],
	['false', false],
	['null', null],
	['NaN', new ExactNumber('NaN')],
	['Infinity', new ExactNumber('Infinity')],
	['-Infinity', new ExactNumber('-Infinity')],
]);

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
	readonly #readNumber: NumberReader;
	#at = 0;
	#depth = 0;

	constructor(bytes: Uint8Array, number: NumberReader = readNumber) {
		this.#bytes = bytes;
		this.#readNumber = number;
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
		const byte = this.#next() ?? 0;
		if (kindOfByte[byte] === byteKind.number) return this.#number();
		if (byte === 0x22) return this.#string();
		if (byte !== 0x7b && byte !== 0x5b) return this.#word();
		if (++this.#depth > deepest) throw this.#error(`more than ${deepest} levels of nesting`);
		this.#at++;
		const value = byte === 0x7b ? this.#object() : this.#array();
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

	#number(): JsonValue {
		const end = numberEnd(this.#bytes, this.#at);
		if (end < 0) return this.#word();
		const value = this.#numberValue(end);
		this.#at = end;
		if (value instanceof ExactNumber) this.hugeNumbers++;
		return value;
	}

	#numberValue(end: number): JsonValue {
		const quick = this.#readNumber === readNumber ? readShortNumber(this.#bytes, this.#at, end) : undefined;
		return quick ?? this.#readNumber(decodeString(this.#bytes, this.#at, end).text);
	}

	#word(): JsonValue {
		const length = wordLength(this.#bytes, this.#at, this.#bytes.length);
		if (length <= 0) throw this.#error('a value is missing');
		const text = decodeString(this.#bytes, this.#at, this.#at + length).text;
		this.#at += length;
		return words.get(text) ?? null;
	}

	#error(what: string, at = this.#at): JsonSyntaxError {
		return new JsonSyntaxError(at, what);
	}
}
