const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** How numbers are written for one locale. */
export interface Formats {
	/** 48,112 */
	count(value: number): string;
	/** Size in binary units with one decimal: 2.3 GiB. */
	bytes(value: number): string;
	/** With its sign: +0.012, −40. */
	signed(value: number): string;
	/** With its sign, in per cent: +1.3 %. */
	percent(ratio: number): string;
	/** Two decimals: 0.87. */
	overlap(value: number): string;
}

/** Formats for a BCP 47 language tag; an unknown one falls back to the machine's. */
export function formatsFor(locale: string | undefined): Formats {
	const count = new Intl.NumberFormat(known(locale));
	const size = new Intl.NumberFormat(known(locale), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
	const signed = new Intl.NumberFormat(known(locale), { maximumSignificantDigits: 5 });
	const percent = new Intl.NumberFormat(known(locale), { style: 'percent', maximumFractionDigits: 1 });
	const overlap = new Intl.NumberFormat(known(locale), {
		minimumFractionDigits: 2,
		maximumFractionDigits: 2,
	});
	return {
		count: (value) => count.format(value),
		bytes: (value) => bytesText(value, count, size),
		signed: (value) => withSign(value, signed.format(Math.abs(value))),
		percent: (ratio) => withSign(ratio, percent.format(Math.abs(ratio))),
		overlap: (value) => overlap.format(value),
	};
}

function bytesText(value: number, count: Intl.NumberFormat, size: Intl.NumberFormat): string {
	const exponent = Math.min(Math.max(Math.floor(Math.log2(Math.max(value, 1)) / 10), 0), UNITS.length - 1);
	const amount = value / 1024 ** exponent;
	return `${exponent === 0 ? count.format(amount) : size.format(amount)} ${UNITS[exponent]}`;
}

/** A true minus sign: as wide as the plus, and read out as "minus". */
function withSign(value: number, text: string): string {
	if (value === 0) return text;
	return `${value < 0 ? '−' : '+'}${text}`;
}

function known(locale: string | undefined): string | undefined {
	if (locale === undefined) return undefined;
	try {
		return Intl.NumberFormat.supportedLocalesOf(locale)[0];
	} catch {
		return undefined;
	}
}
