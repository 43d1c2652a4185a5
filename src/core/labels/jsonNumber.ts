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
