import {
	type Alias,
	Composer,
	type CST,
	type Document,
	isAlias,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	type ParsedNode,
	Parser,
	type YAMLMap,
} from 'yaml';
import { TidemarkError } from '../errors.ts';
import { decodeSource, refuseConflicts, type Source } from './source.ts';
import { readDvcStyledYaml } from './yamlFastReader.ts';
import { depthLimit, type YamlMap, type YamlNode } from './yamlNode.ts';

/** The full parser takes two to three seconds a megabyte, on the editor's own thread. */
const fullParserLimit = 8 << 20;
const aliasLimit = 100;
/** Values that aliases may repeat in all: who walks a document meets each of them anew, at every place. */
const repeatLimit = 100_000;
const plainTags = new Set(['str', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));

/**
 * Reads one YAML document without giving types to scalars. No tags are constructed, `<<` is a plain key, and what
 * aliases repeat is bounded, so input can neither run code nor grow.
 * Throws `malformed` (syntax, duplicate keys, several documents, too deep, too large) and `conflict`, with the line.
 * Undefined for an empty document.
 */
export function readYaml(source: Source, file: string, maxBytes: number): YamlNode | undefined {
	const text = decodeSource(source, file, maxBytes);
	return readDvcStyledYaml(text) ?? readAnyYaml(text, file);
}

/** {@link readYaml} by the full parser only, whatever the style. */
export function readAnyYaml(text: string, file: string): YamlNode | undefined {
	if (text.length > fullParserLimit) {
		const what = `The file has ${text.length} characters in another style than DVC writes; at most ${fullParserLimit} are read so`;
		throw malformed(`${what}.`, file, undefined);
	}
	refuseConflicts(text, file);
	const counter = new LineCounter();
	const tokens = [...new Parser(counter.addNewLine).parse(text)];
	refuseDepth(tokens, file);
	const document = singleDocument(tokens, counter, file);
	if (document?.contents === null || document === undefined) return undefined;
	return new NodeBuilder(file, counter).build(document.contents);
}

function malformed(what: string, file: string, line: number | undefined): TidemarkError {
	return new TidemarkError('malformed', what, {
		file,
		line,
		next: 'Correct the file, or restore it from git.',
	});
}

function singleDocument(
	tokens: CST.Token[],
	counter: LineCounter,
	file: string,
): Document.Parsed | undefined {
	const composer = new Composer<ParsedNode>({
		schema: 'failsafe',
		merge: false,
		uniqueKeys: false,
		prettyErrors: false,
		logLevel: 'silent',
	});
	const [document, second] = [...composer.compose(tokens)];
	if (second !== undefined) {
		throw malformed('Several YAML documents in one file.', file, counter.linePos(second.range[0]).line);
	}
	const error = document?.errors[0] ?? document?.warnings[0];
	if (error !== undefined) {
		throw malformed(`Not valid YAML: ${error.message}.`, file, counter.linePos(error.pos[0]).line);
	}
	return document;
}

/** The parser keeps its own stack, the composer recurses: depth is checked between the two. */
function refuseDepth(tokens: readonly CST.Token[], file: string): void {
	const open: { readonly token: CST.Token | null | undefined; readonly depth: number }[] = [];
	for (const token of tokens) open.push({ token, depth: 0 });
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (next.depth > depthLimit) throw malformed(`Nested deeper than ${depthLimit} levels.`, file, undefined);
		const { token, depth } = next;
		if (token?.type === 'document') open.push({ token: token.value, depth });
		if (token === null || token === undefined || !('items' in token)) continue;
		for (const item of token.items) {
			if ('key' in item) open.push({ token: item.key, depth: depth + 1 });
			open.push({ token: item.value, depth: depth + 1 });
		}
	}
}

/** Turns the library's nodes into {@link YamlNode}s. Recursion is bounded by {@link refuseDepth}. */
class NodeBuilder {
	readonly #file: string;
	readonly #counter: LineCounter;
	readonly #anchors = new Map<string, { readonly node: YamlNode; readonly values: number }>();
	#aliases = 0;
	#repeated = 0;
	/** Values so far, those that aliases repeat counted each time. */
	#values = 0;

	constructor(file: string, counter: LineCounter) {
		this.#file = file;
		this.#counter = counter;
	}

	build(node: ParsedNode | null): YamlNode {
		if (node === null) return { type: 'scalar', text: '', plain: true, line: 1 };
		if (isAlias(node)) return this.#alias(node);
		const line = this.#line(node);
		if (node.tag !== undefined && !plainTags.has(node.tag))
			throw malformed('YAML tags are not read.', this.#file, line);
		const before = this.#values;
		this.#values += 1;
		const built = this.#collectionOrScalar(node, line);
		if (node.anchor !== undefined)
			this.#anchors.set(node.anchor, { node: built, values: this.#values - before });
		return built;
	}

	#line(node: { readonly range?: readonly number[] | null | undefined }): number {
		return this.#counter.linePos(node.range?.[0] ?? 0).line;
	}

	#collectionOrScalar(node: Exclude<ParsedNode, Alias.Parsed>, line: number): YamlNode {
		if (isMap(node)) return this.#map(node as YAMLMap.Parsed, line);
		if (isSeq(node)) return { type: 'list', items: node.items.map((item) => this.build(item)), line };
		const value = isScalar(node) ? node.value : undefined;
		const text = typeof value === 'string' ? value : '';
		const plain = isScalar(node) && node.type === 'PLAIN' && node.tag === undefined;
		return { type: 'scalar', text, plain, line };
	}

	#map(node: YAMLMap.Parsed, line: number): YamlMap {
		const entries = new Map<string, YamlNode>();
		const lines = new Map<string, number>();
		for (const pair of node.items) {
			const keyLine = this.#line(pair.key);
			const key = this.#key(pair.key, keyLine);
			const first = lines.get(key);
			if (first !== undefined) {
				throw malformed(`Duplicate key "${key}", on lines ${first} and ${keyLine}.`, this.#file, keyLine);
			}
			lines.set(key, keyLine);
			const value = pair.value === null ? undefined : this.build(pair.value);
			entries.set(key, value ?? { type: 'scalar', text: '', plain: true, line: keyLine });
		}
		return { type: 'map', entries, line };
	}

	#key(node: ParsedNode, line: number): string {
		const built = this.build(node);
		if (built.type === 'scalar') return built.text;
		throw malformed('A key that is a list or a map.', this.#file, line);
	}

	#alias(node: Alias.Parsed): YamlNode {
		const line = this.#line(node);
		this.#aliases += 1;
		if (this.#aliases > aliasLimit) throw malformed(`More than ${aliasLimit} aliases.`, this.#file, line);
		const target = this.#anchors.get(node.source);
		if (target === undefined) throw malformed(`Unknown alias "*${node.source}".`, this.#file, line);
		this.#values += target.values;
		this.#repeated += target.values;
		if (this.#repeated > repeatLimit)
			throw malformed(`Aliases repeat more than ${repeatLimit} values.`, this.#file, line);
		return target.node;
	}
}
