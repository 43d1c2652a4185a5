/** What a byte means outside a string; the scanner's first decision about every byte. */
export const byteKind = {
	other: 0,
	space: 1,
	quote: 2,
	open: 3,
	close: 4,
	comma: 5,
	colon: 6,
	number: 7,
	word: 8,
} as const;

const kinds: readonly (readonly [string, number])[] = [
	[' \t\r\n', byteKind.space],
	['"', byteKind.quote],
	['{[', byteKind.open],
	['}]', byteKind.close],
	[',', byteKind.comma],
	[':', byteKind.colon],
	['-0123456789', byteKind.number],
	['tfnNI', byteKind.word],
];

/** {@link byteKind} of every byte. */
export const kindOfByte = new Uint8Array(256);
for (const [bytes, kind] of kinds) for (const byte of bytes) kindOfByte[byte.charCodeAt(0)] = kind;

/** 1 for every byte that stands for itself in a string: no quote, no backslash, no control character. */
export const plainInString = new Uint8Array(256).fill(1, 32);
plainInString[0x22] = 0;
plainInString[0x5c] = 0;

const words = ['true', 'false', 'null', 'NaN', 'Infinity', '-Infinity'].map((word) =>
	new TextEncoder().encode(word),
);
const incomplete = 0;

/**
 * Length of the word (`true` … and Python's `NaN`, `Infinity`) at `at`; 0 when the bytes end too early to say, -1 when
 * there is none.
 */
export function wordLength(bytes: Uint8Array, at: number, end: number): number {
	for (const word of words) {
		let same = 0;
		while (same < word.length && at + same < end && bytes[at + same] === word[same]) same++;
		if (same === word.length) return same;
		if (same > 0 && at + same === end) return incomplete;
	}
	return -1;
}

/** Length of the escape at `at`; 0 when the bytes end too early to say, -1 when it is none. */
export function escapeLength(bytes: Uint8Array, at: number, end: number): number {
	if (at + 1 >= end) return incomplete;
	const letter = bytes[at + 1] ?? 0;
	if (letter !== 0x75) return '"\\/bfnrt'.includes(String.fromCharCode(letter)) ? 2 : -1;
	for (let digit = at + 2; digit < at + 6; digit++) {
		if (digit >= end) return incomplete;
		if (!/[0-9a-fA-F]/.test(String.fromCharCode(bytes[digit] ?? 0))) return -1;
	}
	return 6;
}

/**
 * End of the number at `at`, or `-1 - position` of the byte that makes it none. The byte after the last one to look
 * at must be no part of a number.
 */
export function numberEnd(bytes: Uint8Array, start: number): number {
	let at = start;
	if (bytes[at] === 0x2d) at++;
	const first = bytes[at] ?? 0;
	at++;
	if (first < 48 || first > 57) return -at;
	if (first !== 48) at = digitsEnd(bytes, at);
	if (bytes[at] === 0x2e) {
		const digits = ++at;
		at = digitsEnd(bytes, at);
		if (at === digits) return -1 - at;
	}
	return ((bytes[at] ?? 0) | 32) === 0x65 ? exponentEnd(bytes, at + 1) : at;
}

function exponentEnd(bytes: Uint8Array, start: number): number {
	const digits = bytes[start] === 0x2b || bytes[start] === 0x2d ? start + 1 : start;
	const end = digitsEnd(bytes, digits);
	return end === digits ? -1 - end : end;
}

function digitsEnd(bytes: Uint8Array, start: number): number {
	let at = start;
	let byte = bytes[at] ?? 0;
	while (byte >= 48 && byte <= 57) byte = bytes[++at] ?? 0;
	return at;
}
