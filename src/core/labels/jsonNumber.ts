/**
 * A number JavaScript's own cannot hold exactly: an integer beyond 2^53, one that overflows or underflows a double,
 * or the non-JSON words `NaN` and `Infinity` that Python writes.
 */
export class ExactNumber {
	/** As the file spells it. */
	readonly text: string;
	/** Equal for equal values, whatever the spelling. */
	readonly canonical: string;

	constructor(text: string) {
		this.text = text;
		this.canonical = canonicalNumber(text);
	}
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * The value of a JSON number as `[-]digits e exponent`, digits without leading or trailing zeros, so that `1.0`, `1`
 * and `10e-1` are one text. What is no number (`NaN`) is returned as it is.
 */
export function canonicalNumber(text: string): string {
	const match = decimal.exec(text);
	if (match === null) return text;
	const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
	const digits = `${whole}${fraction}`.replace(/^0+/, '');
	if (digits === '') return '0';
	const significant = digits.replace(/0+$/, '');
	const shift = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length);
	return `${sign}${significant}e${shift}`;
}

/**
 * The value a JSON number's text stands for: a plain number up to 2^53 (fractions as the nearest double, so `0.10` is
 * `0.1`; minus zero is zero), an {@link ExactNumber} beyond.
 */
export function readNumber(text: string): number | ExactNumber {
	const value = Number(text);
	return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value + 0 : new ExactNumber(text);
}

const mostDigits = 15;
const powersOfTen = Array.from({ length: mostDigits + 1 }, (_, power) => 10 ** power);

/**
 * {@link readNumber} for the plain decimals of up to 15 digits that label files are made of, without making a text:
 * both the digits and the power of ten are exact doubles, so their quotient is the nearest one. Undefined for others.
 */
export function readShortNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
	const negative = bytes[start] === 0x2d;
	const first = negative ? start + 1 : start;
	if (end - first > mostDigits) return undefined;
	let digits = 0;
	let point = end - 1;
	for (let at = first; at < end; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === 0x2e) point = at;
		else if (byte < 48 || byte > 57) return undefined;
		else digits = digits * 10 + byte - 48;
	}
	const value = digits / (powersOfTen[end - 1 - point] ?? 1);
	return negative && value !== 0 ? -value : value;
}
