import { breaks, scalarStyle } from './yamlScalarStyle.ts';

const width = 80;
const escapes: ReadonlyMap<string, string> = new Map([
	['\0', '0'],
	['\x07', 'a'],
	['\b', 'b'],
	['\t', 't'],
	['\n', 'n'],
	['\v', 'v'],
	['\f', 'f'],
	['\r', 'r'],
	['\x1b', 'e'],
	['"', '"'],
	['\\', '\\'],
	['\u0085', 'N'],
	['\u00a0', '_'],
	['\u2028', 'L'],
	['\u2029', 'P'],
]);

/**
 * The part of ruamel.yaml's emitter that decides bytes: where a line is broken, and what spaces are written.
 * It follows the original statement by statement, because its folds leave marks (a space before the line end, words
 * on a line of their own) that no rule of YAML asks for. Columns count code points.
 */
export class YamlEmitter {
	#parts: string[] = [];
	#column = 0;
	/** Whether the last thing written was space. */
	#whitespace = true;
	/** Whether the line so far is indentation and indicators only. */
	#indention = true;

	get text(): string {
		return this.#parts.join('');
	}

	/** Writes `-`, `:`, `?`, a quote …, with a space before it where one is needed. */
	indicator(text: string, needsSpace: boolean, indention = false): void {
		this.#write(this.#whitespace || !needsSpace ? text : ` ${text}`);
		this.#whitespace = false;
		this.#indention = this.#indention && indention;
	}

	/** Moves to a column, on a new line unless this one has nothing but indicators left of it. */
	indentTo(indent: number): void {
		const here = this.#column;
		if (!this.#indention || here > indent || (here === indent && !this.#whitespace)) this.#lineBreak('\n');
		if (this.#column < indent) {
			this.#whitespace = true;
			this.#write(' '.repeat(indent - this.#column));
		}
	}

	/** Writes text in the style it needs; `indent` is that of continuation lines, keys are not folded. */
	scalar(text: string, indent: number, isKey: boolean): void {
		const characters = [...text];
		const style = scalarStyle(text, characters, isKey);
		if (style === 'plain') this.plain(characters, indent, !isKey);
		else if (style === 'single') this.#single(characters, indent, !isKey);
		else this.#double(characters, indent, !isKey);
	}

	/** Writes text without quotes. A fold leaves the space before the line end, as ruamel.yaml does. */
	plain(characters: readonly string[], indent: number, mayFold: boolean): void {
		if (characters.length === 0) return;
		if (!this.#whitespace) this.#write(' ');
		this.#continueLine();
		for (const run of runs(characters)) {
			if (run.text.startsWith(' ')) {
				if (run.length === 1 && this.#column >= width && mayFold) this.#fold(indent);
				else this.#write(run.text);
				continue;
			}
			if (run.length + this.#column > width && this.#column > indent) this.indentTo(indent);
			this.#write(run.text);
		}
	}

	#single(characters: readonly string[], indent: number, mayFold: boolean): void {
		this.indicator("'", true);
		let at = 0;
		for (const run of runs(characters)) {
			const inside = at > 0 && at + run.length < characters.length;
			if (run.text.startsWith(' ')) {
				if (run.length === 1 && this.#column > width && mayFold && inside) this.indentTo(indent);
				else this.#write(run.text);
			} else if (breaks.has(run.text.charAt(0))) {
				this.#breaks(run.text, indent);
			} else {
				this.#write(run.text.replaceAll("'", "''"));
			}
			at += run.length;
		}
		this.indicator("'", false);
	}

	#breaks(text: string, indent: number): void {
		if (text.startsWith('\n')) this.#lineBreak('\n');
		for (const character of text) this.#lineBreak(character);
		this.indentTo(indent);
	}

	#double(text: readonly string[], indent: number, mayFold: boolean): void {
		this.indicator('"', true);
		let start = 0;
		for (let end = 0; end <= text.length; end++) {
			const character = text[end];
			if (character === undefined || needsEscape(character)) {
				this.#write(text.slice(start, end).join(''));
				start = Math.max(start, end);
				if (character !== undefined) {
					this.#write(escaped(character));
					start = end + 1;
				}
			}
			const between = end > 0 && end < text.length - 1;
			const long = this.#column + (end - start) > width;
			if (between && (character === ' ' || start >= end) && long && mayFold) {
				start = this.#foldDouble(text, start, end, indent);
			}
		}
		this.indicator('"', false);
	}

	/** Breaks a double-quoted line; a backslash keeps the reader from making the break a space. Returns the new start. */
	#foldDouble(text: readonly string[], start: number, end: number, indent: number): number {
		const backslash = foldNeedsBackslash(text, start, end);
		this.#write(text.slice(start, end).join('') + (backslash ? '\\' : ''));
		const next = Math.max(start, end);
		this.#fold(indent);
		if (text[next] !== ' ') return next;
		if (!backslash) return next + 1;
		this.#write('\\');
		return next;
	}

	#fold(indent: number): void {
		this.indentTo(indent);
		this.#continueLine();
	}

	#continueLine(): void {
		this.#whitespace = false;
		this.#indention = false;
	}

	#lineBreak(text: string): void {
		this.#parts.push(text);
		this.#whitespace = true;
		this.#indention = true;
		this.#column = 0;
	}

	#write(text: string): void {
		this.#parts.push(text);
		this.#column += [...text].length;
	}
}

interface Run {
	readonly text: string;
	/** In code points. */
	readonly length: number;
}

/** Cuts text into runs of spaces, of line breaks, and of everything else. */
function runs(characters: readonly string[]): Run[] {
	const found: { text: string; length: number; kind: string }[] = [];
	for (const character of characters) {
		const kind = character === ' ' ? 'space' : breaks.has(character) ? 'break' : 'word';
		const last = found.at(-1);
		if (last?.kind === kind) {
			last.text += character;
			last.length += 1;
		} else {
			found.push({ text: character, length: 1, kind });
		}
	}
	return found;
}

function foldNeedsBackslash(text: readonly string[], start: number, end: number): boolean {
	let stop = text.indexOf(' ', end);
	if (stop === -1) return true;
	const newline = text.indexOf('\n', end);
	if (newline !== -1 && newline < stop) stop = newline;
	const after = text[stop + 1];
	if (after === undefined || (text[stop] === '\n' && after !== ' ')) return true;
	const ahead = text.slice(end, stop);
	if (ahead.includes('"') || ahead.includes("'") || after === ' ' || after === '\n') return true;
	return (text[end - 1] === ' ' && text[end] === ' ') || start === end;
}

function needsEscape(character: string): boolean {
	const code = character.codePointAt(0) ?? 0;
	if ('"\\\u0085\u2028\u2029\uFEFF'.includes(character)) return true;
	if (code < 0xa0) return code < 0x20 || code > 0x7e;
	return (code > 0xd7ff && code < 0xe000) || (code > 0xfffd && code < 0x10000);
}

function escaped(character: string): string {
	const short = escapes.get(character);
	if (short !== undefined) return `\\${short}`;
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
	if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
	return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
