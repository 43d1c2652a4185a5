import { depthLimit, type YamlMap, type YamlNode, type YamlScalar } from './yamlNode.ts';

/** One line: how far it is indented and what follows. Consuming a `- ` turns it into what follows the dash. */
interface Line {
	indent: number;
	text: string;
	readonly number: number;
}

/** Thrown inside this module only: the text is not in the subset, the full parser decides. */
const notInSubset = new Error('Not in the subset.');

const keyLine = /^([\w./][\w./@=+-]*):(?: (.+))?$/;
/** Text in which YAML gives no character a meaning once `: `, ` #` and a final colon are ruled out. */
const plainValue = /^[\w./(][\x20-\x7E\u00C0-\u1FFF\u3040-\uD7FF]*$/;
const quotedValue = /^'(?:[\x20-\x26\x28-\x7E\u00C0-\u1FFF\u3040-\uD7FF]|'')*'$/;

/**
 * Reads the narrow style DVC itself writes — block maps and lists, one scalar a line, no comments, no flow
 * collections, no folds — some twenty times faster than a full parser, with the same result.
 * Undefined for every other text, valid or not.
 */
export function readDvcStyledYaml(text: string): YamlNode | undefined {
	try {
		const reader = new LineReader(splitLines(text));
		const node = reader.block(0, 0);
		return reader.atEnd ? node : undefined;
	} catch (error) {
		if (error === notInSubset) return undefined;
		throw error;
	}
}

function splitLines(text: string): Line[] {
	const rows = text.split('\n');
	if (rows.at(-1) === '') rows.pop();
	return rows.map((row, index) => {
		const indent = row.length - row.trimStart().length;
		const content = row.slice(indent);
		if (content === '' || content !== content.trimEnd() || row.lastIndexOf('\t', indent) !== -1)
			throw notInSubset;
		return { indent, text: content, number: index + 1 };
	});
}

class LineReader {
	readonly #lines: readonly Line[];
	#at = 0;

	constructor(lines: readonly Line[]) {
		this.#lines = lines;
	}

	get atEnd(): boolean {
		return this.#at === this.#lines.length;
	}

	/** A map or list whose lines are indented by exactly `indent`. */
	block(indent: number, depth: number): YamlNode {
		const line = this.#lines[this.#at];
		if (line === undefined || line.indent !== indent || depth >= depthLimit) throw notInSubset;
		return line.text.startsWith('- ') ? this.#list(indent, depth) : this.#map(indent, depth);
	}

	#list(indent: number, depth: number): YamlNode {
		const items: YamlNode[] = [];
		const first = this.#at;
		for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
			if (line.indent !== indent || !line.text.startsWith('- ')) break;
			line.indent += 2;
			line.text = line.text.slice(2);
			items.push(this.#item(line, depth + 1));
		}
		return { type: 'list', items, line: this.#lines[first]?.number ?? 1 };
	}

	#item(line: Line, depth: number): YamlNode {
		if (line.text.startsWith('- ') || keyLine.test(line.text)) return this.block(line.indent, depth);
		this.#at += 1;
		this.#refuseContinuation(line.indent - 1);
		return scalar(line.text, line.number);
	}

	#map(indent: number, depth: number): YamlMap {
		const entries = new Map<string, YamlNode>();
		const first = this.#at;
		for (
			let line = this.#lines[this.#at];
			line !== undefined && line.indent === indent;
			line = this.#lines[this.#at]
		) {
			const match = keyLine.exec(line.text);
			const key = match?.[1];
			if (key === undefined || entries.has(key)) throw notInSubset;
			this.#at += 1;
			entries.set(key, this.#value(match?.[2], line, depth + 1));
		}
		return { type: 'map', entries, line: this.#lines[first]?.number ?? 1 };
	}

	#value(text: string | undefined, line: Line, depth: number): YamlNode {
		if (text !== undefined) {
			this.#refuseContinuation(line.indent);
			return scalar(text, line.number);
		}
		const next = this.#lines[this.#at];
		if (next !== undefined && next.indent > line.indent) return this.block(next.indent, depth);
		if (next !== undefined && next.indent === line.indent && next.text.startsWith('- ')) {
			return this.#list(next.indent, depth);
		}
		return { type: 'scalar', text: '', plain: true, line: line.number };
	}

	/** A deeper line after a scalar continues it: that is a fold. */
	#refuseContinuation(indent: number): void {
		const next = this.#lines[this.#at];
		if (next !== undefined && next.indent > indent) throw notInSubset;
	}
}

function scalar(text: string, line: number): YamlScalar {
	if (text.startsWith("'")) {
		if (!quotedValue.test(text)) throw notInSubset;
		return { type: 'scalar', text: text.slice(1, -1).replaceAll("''", "'"), plain: false, line };
	}
	if (!plainValue.test(text) || text.includes(': ') || text.includes(' #') || text.endsWith(':'))
		throw notInSubset;
	return { type: 'scalar', text, plain: true, line };
}
