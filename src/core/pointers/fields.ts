import { TidemarkError } from '../errors.ts';
import { isNull, type YamlMap, type YamlNode } from './yamlNode.ts';

/** The keys of one YAML map, read by type. Every error names the file, the line and the field, as `outs[2].md5`. */
export class Fields {
	readonly map: YamlMap;
	readonly file: string;
	/** Where the map is, `outs[2]`; empty for the document. */
	readonly place: string;

	constructor(map: YamlMap, file: string, place: string) {
		this.map = map;
		this.file = file;
		this.place = place;
	}

	/** The document's own map; throws `malformed` where the document is empty or something else. */
	static ofDocument(node: YamlNode | undefined, file: string, expected: string): Fields {
		if (node?.type === 'map') return new Fields(node, file, '');
		const what = node === undefined ? `The file is empty; expected ${expected}.` : `Expected ${expected}.`;
		throw new TidemarkError('malformed', what, { file, line: node?.line, next: restore });
	}

	name(key: string): string {
		return this.place === '' ? key : `${this.place}.${key}`;
	}

	fail(key: string, what: string): TidemarkError {
		const line = this.map.entries.get(key)?.line ?? this.map.line;
		return new TidemarkError('malformed', what, {
			file: this.file,
			line,
			field: this.name(key),
			next: restore,
		});
	}

	/** Undefined for an absent key and for null. */
	text(key: string): string | undefined {
		const node = this.map.entries.get(key);
		if (node === undefined || isNull(node)) return undefined;
		if (node.type !== 'scalar') throw this.fail(key, 'Expected text.');
		return node.text;
	}

	/** YAML 1.2 booleans, as DVC reads them: `yes` is text. */
	flag(key: string, absent: boolean): boolean {
		const text = this.text(key);
		if (text === undefined) return absent;
		const match = /^(?:(true|True|TRUE)|false|False|FALSE)$/.exec(text);
		if (match === null) throw this.fail(key, 'Expected true or false.');
		return match[1] !== undefined;
	}

	/** A whole number that is not negative; undefined when absent, or above what can be counted exactly. */
	count(key: string): number | undefined {
		const text = this.text(key);
		if (text === undefined) return undefined;
		if (!/^(?:\+?\d+|0x[\dA-Fa-f]+|0o[0-7]+)$/.test(text))
			throw this.fail(key, 'Expected a whole number, 0 or more.');
		const value = Number(text);
		return Number.isSafeInteger(value) ? value : undefined;
	}

	/** The map under a key, undefined when absent or null. */
	child(key: string): Fields | undefined {
		const node = this.map.entries.get(key);
		if (node === undefined || isNull(node)) return undefined;
		if (node.type !== 'map') throw this.fail(key, 'Expected a map.');
		return new Fields(node, this.file, this.name(key));
	}

	/** The items of a list, empty when absent or null. */
	items(key: string): readonly YamlNode[] {
		const node = this.map.entries.get(key);
		if (node === undefined || isNull(node)) return [];
		if (node.type !== 'list') throw this.fail(key, 'Expected a list.');
		return node.items;
	}

	/** A list of maps, empty when absent. */
	children(key: string): readonly Fields[] {
		return this.items(key).map((node, index) => {
			const place = `${this.name(key)}[${index}]`;
			if (node.type === 'map') return new Fields(node, this.file, place);
			const details = { file: this.file, line: node.line, field: place, next: restore };
			throw new TidemarkError('malformed', 'Expected a map.', details);
		});
	}
}

const restore = 'Correct the file, or restore it from git.';
