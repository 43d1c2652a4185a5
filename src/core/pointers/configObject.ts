import { TidemarkError } from '../errors.ts';

/** A value of a config file. */
export interface ConfigValue {
	/** The value; items of a list joined by commas. */
	readonly text: string;
	/** The items of a comma list, else the one value. */
	readonly items: readonly string[];
	readonly file: string;
	/** 1-based. */
	readonly line: number;
}

type Section = Map<string, ConfigValue>;

/**
 * Reads the syntax of Python's ConfigObj as far as DVC uses it: one level of sections, `key = value`, quotes, lists,
 * triple-quoted values, `#` comments. Titles and keys are lower-cased. Keys before any section are under ''.
 * Throws `malformed` with the line. Every line is cut at found quotes, never by a regular expression that can
 * backtrack.
 */
export function readConfigObject(text: string, file: string): Map<string, Section> {
	const lines = text.split(/\r\n|\n|\r/);
	const sections = new Map<string, Section>();
	let section: Section = new Map();
	for (let at = 0; at < lines.length; at++) {
		const number = at + 1;
		const content = (lines[at] ?? '').trim();
		if (content === '' || content.startsWith('#')) continue;
		if (content.startsWith('[')) {
			section = openSection(sections, readTitle(content, file, number), file, number);
			continue;
		}
		const { key, rest } = readKey(content, file, number);
		if (section.has(key)) throw malformed(`Key "${key}" is given twice.`, file, number);
		if (sections.size === 0) throw malformed('A key before any section.', file, number);
		const triple = /^(?:'''|""")/.exec(rest)?.[0];
		if (triple === undefined) {
			section.set(key, configValue(readItems(rest, file, number), file, number));
		} else {
			const { value, next } = readTripleQuoted(lines, at, rest, triple, file);
			section.set(key, configValue([value], file, number));
			at = next;
		}
	}
	return sections;
}

function malformed(what: string, file: string, line: number): TidemarkError {
	return new TidemarkError('malformed', what, { file, line, next: 'Correct the config file.' });
}

function openSection(sections: Map<string, Section>, title: string, file: string, line: number): Section {
	if (sections.has(title)) throw malformed(`Section [${title}] is given twice.`, file, line);
	const section: Section = new Map();
	sections.set(title, section);
	return section;
}

function readTitle(content: string, file: string, line: number): string {
	if (content.startsWith('[[')) throw malformed('Sections inside sections are not read.', file, line);
	const inside = content.slice(1).trimStart();
	const quote = inside.startsWith("'") || inside.startsWith('"') ? inside.charAt(0) : '';
	const close = quote === '' ? inside.indexOf(']') : inside.indexOf(quote, 1);
	const after = close === -1 ? '' : inside.slice(close + quote.length).trimStart();
	const name = close === -1 ? '' : inside.slice(quote.length, close).trim();
	if (name === '' || !/^\]\s*(?:#.*)?$/.test(after)) throw malformed('Not a section title.', file, line);
	return name.toLowerCase();
}

function readKey(content: string, file: string, line: number): { key: string; rest: string } {
	const quote = content.startsWith("'") || content.startsWith('"') ? content.charAt(0) : '';
	const close = quote === '' ? content.indexOf('=') : content.indexOf(quote, 1);
	const equals = close === -1 ? -1 : content.indexOf('=', close);
	const key = content.slice(quote.length, close).trim();
	const between = content.slice(close + quote.length, equals).trim();
	if (equals === -1 || key === '' || (quote !== '' && between !== '')) {
		throw malformed('Expected "key = value".', file, line);
	}
	return { key: key.toLowerCase(), rest: content.slice(equals + 1).trim() };
}

function configValue(items: readonly string[], file: string, line: number): ConfigValue {
	return { text: items.join(','), items, file, line };
}

/** The items of `a, 'b', c # comment`. */
function readItems(text: string, file: string, line: number): string[] {
	const items: string[] = [];
	let rest = text;
	while (rest !== '' && !rest.startsWith('#')) {
		if (rest.startsWith(',')) {
			if (items.length > 0 || rest.slice(1).trim() !== '')
				throw malformed('An empty item in a list.', file, line);
			return [];
		}
		const { item, after } = readItem(rest, file, line);
		items.push(item);
		if (after !== '' && !after.startsWith(',') && !after.startsWith('#')) {
			throw malformed('Text after a quoted value.', file, line);
		}
		rest = after.startsWith(',') ? after.slice(1).trim() : '';
	}
	return items.length === 0 ? [''] : items;
}

function readItem(text: string, file: string, line: number): { item: string; after: string } {
	const quote = text.charAt(0);
	if (quote === "'" || quote === '"') {
		const close = text.indexOf(quote, 1);
		if (close === -1) throw malformed('A quote is not closed.', file, line);
		return { item: text.slice(1, close), after: text.slice(close + 1).trim() };
	}
	const end = text.search(/[,#]/);
	const cut = end === -1 ? text.length : end;
	return { item: text.slice(0, cut).trim(), after: text.slice(cut) };
}

function readTripleQuoted(
	lines: readonly string[],
	start: number,
	first: string,
	quotes: string,
	file: string,
): { value: string; next: number } {
	const parts: string[] = [];
	for (let at = start; at < lines.length; at++) {
		const line = at === start ? first.slice(3) : (lines[at] ?? '');
		const close = line.indexOf(quotes);
		if (close === -1) {
			parts.push(line);
			continue;
		}
		return { value: [...parts, line.slice(0, close)].join('\n'), next: at };
	}
	throw malformed('A triple quote is not closed.', file, start + 1);
}
