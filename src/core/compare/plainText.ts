/**
 * Characters that change how the text around them is shown: C0 and C1 controls, and the marks that turn the
 * direction of writing. A file name may carry them to look like another.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Text from data as it may be shown: control and direction characters as `\u{202e}`, cut to `max` characters. */
export function plainText(text: string, max = 300): string {
	return cutTo(text, max).replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function cutTo(text: string, max: number): string {
	if (text.length <= max) return text;
	// Not between the two halves of one character.
	return `${text.slice(0, max).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A value of JSON as one line of plain text: strings as they are, the rest as compact JSON. */
export function valueText(value: unknown, max = 300): string | undefined {
	if (value === undefined) return undefined;
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return plainText(text, max);
}
