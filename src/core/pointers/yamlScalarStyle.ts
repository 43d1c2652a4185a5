/** How the scalar is quoted: not at all, `'` or `"`. */
export type ScalarStyle = 'plain' | 'single' | 'double';

export const breaks = new Set(['\n', '\u0085', '\u2028', '\u2029']);
const spaces = new Set(['\0', ' ', '\t', '\r', ...breaks]);
const leadingIndicators = new Set('#,[]{}&*!|>\'"%@`');

/**
 * The style DVC's writer (ruamel.yaml, YAML 1.2) gives a text value. `characters` are code points; `isKey` for the
 * key of a map.
 */
export function scalarStyle(text: string, characters: readonly string[], isKey: boolean): ScalarStyle {
	const facts = analyse(characters);
	const multiline = characters.some((character) => breaks.has(character));
	if (!facts.noPlain && !looksTyped(text) && !(isKey && text === '')) return 'plain';
	if (text.includes("'") || text.includes('\n')) return 'double';
	return facts.doubleOnly || (isKey && multiline) ? 'double' : 'single';
}

interface Facts {
	readonly noPlain: boolean;
	readonly doubleOnly: boolean;
}

function analyse(characters: readonly string[]): Facts {
	const last = characters.length - 1;
	let noPlain =
		isSpaceOrBreak(characters[0]) || isSpaceOrBreak(characters[last]) || startsDocumentMark(characters);
	let doubleOnly = false;
	for (const [index, character] of characters.entries()) {
		const before = characters[index - 1];
		const after = characters[index + 1];
		if (isIndicator(character, before, after) || breaks.has(character)) noPlain = true;
		if (!isPrintable(character)) doubleOnly = true;
		if (breaks.has(character) && before === ' ') doubleOnly = true;
		if (character === ' ' && before !== undefined && breaks.has(before)) doubleOnly = true;
	}
	return { noPlain: noPlain || doubleOnly, doubleOnly };
}

function isSpaceOrBreak(character: string | undefined): boolean {
	return character === ' ' || (character !== undefined && breaks.has(character));
}

function startsDocumentMark(characters: readonly string[]): boolean {
	const start = characters.slice(0, 3).join('');
	return start === '---' || start === '...';
}

/** Whether YAML would read the character as syntax where it stands. */
function isIndicator(character: string, before: string | undefined, after: string | undefined): boolean {
	const spaceAfter = after === undefined || spaces.has(after);
	if (before !== undefined) return character === ':' ? spaceAfter : character === '#' && spaces.has(before);
	return leadingIndicators.has(character) || ('?:-'.includes(character) && spaceAfter);
}

function isPrintable(character: string): boolean {
	const code = character.codePointAt(0) ?? 0;
	if (code === 0x0a || code === 0x85) return true;
	if (code < 0xa0) return code >= 0x20 && code <= 0x7e;
	return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd && code !== 0xfeff) || code >= 0x10000;
}

const bool = /^(?:true|True|TRUE|false|False|FALSE)$/;
const int = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+)$/;
const float =
	/^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const nothing = /^(?:~|null|Null|NULL|)$/;
const timestamp =
	/^[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|[0-9][0-9]?-[0-9][0-9]?(?:[Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9][0-9]?(?::[0-9]{2})?))?)$/;

/** Whether unquoted text would be read as another type: boolean, number, null, date, `=` or `<<`. */
function looksTyped(text: string): boolean {
	if (nothing.test(text) || bool.test(text) || text === '<<' || text === '=') return true;
	if (/^[-+0-9]/.test(text) && int.test(text)) return true;
	return /^[-+0-9.]/.test(text) && (float.test(text) || timestamp.test(text));
}
