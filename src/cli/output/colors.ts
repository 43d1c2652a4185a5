/** Paints text for a terminal; each function gives the text back as it is where colours are off. */
export interface Colors {
	good(text: string): string;
	warning(text: string): string;
	bad(text: string): string;
	faint(text: string): string;
	strong(text: string): string;
}

/** Colours by the 16 of the terminal's own theme. */
export function colorsFor(on: boolean): Colors {
	const paint =
		(code: number, end: number) =>
		(text: string): string =>
			on && text !== '' ? `\u001b[${code}m${text}\u001b[${end}m` : text;
	return {
		good: paint(32, 39),
		warning: paint(33, 39),
		bad: paint(31, 39),
		faint: paint(2, 22),
		strong: paint(1, 22),
	};
}
