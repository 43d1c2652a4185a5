/** A cell: its text, and how it is painted once it is padded. */
export interface Cell {
	readonly text: string;
	readonly paint?: ((text: string) => string) | undefined;
	/** Numbers stand to the right. */
	readonly right?: boolean | undefined;
}

const gap = '  ';

/** Rows as lines of aligned columns; the last column is not padded. Control characters are shown as codes. */
export function tableLines(rows: readonly (readonly (Cell | string)[])[]): string[] {
	const cells = rows.map((row) =>
		row.map((cell) => visible(typeof cell === 'string' ? { text: cell } : cell)),
	);
	const widths: number[] = [];
	for (const row of cells) {
		for (const [at, { text }] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(text));
	}
	return cells.map((row) =>
		row.map((cell, at) => padded(cell, widths[at] ?? 0, at === row.length - 1)).join(gap),
	);
}

function visible(cell: Cell): Cell {
	return { ...cell, text: printable(cell.text) };
}

/** Text that cannot move the cursor, colour the terminal or turn the line around. */
export function printable(text: string): string {
	return text.replaceAll(
		/[\p{Cc}\p{Bidi_Control}]/gu,
		(character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
	);
}

function padded({ text, paint, right }: Cell, columns: number, isLast: boolean): string {
	const painted = paint === undefined ? text : paint(text);
	const space = ' '.repeat(Math.max(0, columns - width(text)));
	if (right === true) return space + painted;
	return isLast ? painted : painted + space;
}

/** Columns a text takes: wide East Asian characters and emoji take two, combining marks none. */
export function width(text: string): number {
	// Nearly all text is plain.
	if (/^[ -~]*$/.test(text)) return text.length;
	let columns = 0;
	for (const character of text) columns += /\p{M}|\u200d/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
	return columns;
}

const wide =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
