import { pythonFloat } from './pythonFloat.ts';
import { YamlEmitter } from './yamlEmitter.ts';

/** A floating-point number that may happen to be whole: DVC writes `1.0`, not `1`. */
export class YamlFloat {
	readonly value: number;

	constructor(value: number) {
		this.value = value;
	}
}

/** What the writer takes. Whole numbers are integers, other numbers floats; maps keep their order. */
export type YamlValue =
	| string
	| number
	| bigint
	| boolean
	| null
	| YamlFloat
	| readonly YamlValue[]
	| ReadonlyMap<string, YamlValue>
	| { readonly [key: string]: YamlValue | undefined };

/**
 * YAML text byte for byte as DVC writes it (ruamel.yaml's default block style, width 80): list dashes are not
 * indented under their key, no `---`, single quotes where text could be read as another type, folds with their
 * trailing space. Keys whose value is undefined are left out.
 */
export function formatDvcYaml(value: YamlValue): string {
	const emitter = new YamlEmitter();
	writeNode(emitter, value, { indent: -2, inMap: false, sameLine: true });
	emitter.indentTo(0);
	return emitter.text;
}

/** Where a node is written. */
interface Position {
	/** Indent of the collection the node is in; -2 for the root. */
	readonly indent: number;
	readonly inMap: boolean;
	/** True where the line so far is only indicators: a list in a map is then indented under them. */
	readonly sameLine: boolean;
}

function writeNode(emitter: YamlEmitter, value: YamlValue, position: Position): void {
	if (Array.isArray(value)) writeList(emitter, value, position);
	else if (isMapping(value)) writeMap(emitter, entriesOf(value), position.indent + 2);
	else writeScalar(emitter, value as Scalar, position);
}

type Scalar = string | number | bigint | boolean | null | YamlFloat;
type Mapping = ReadonlyMap<string, YamlValue> | { readonly [key: string]: YamlValue | undefined };

function isMapping(value: YamlValue): value is Mapping {
	return (
		typeof value === 'object' && value !== null && !(value instanceof YamlFloat) && !Array.isArray(value)
	);
}

function entriesOf(value: Mapping): [string, YamlValue][] {
	const all = value instanceof Map ? [...value] : Object.entries(value);
	return all.filter((entry): entry is [string, YamlValue] => entry[1] !== undefined);
}

function writeList(emitter: YamlEmitter, items: readonly YamlValue[], position: Position): void {
	if (items.length === 0) emitter.indicator('[]', true);
	const indent = position.inMap && !position.sameLine ? position.indent : position.indent + 2;
	for (const item of items) {
		emitter.indentTo(indent);
		emitter.indicator('-', true, true);
		writeNode(emitter, item, { indent, inMap: false, sameLine: true });
	}
}

function writeMap(emitter: YamlEmitter, entries: readonly [string, YamlValue][], indent: number): void {
	if (entries.length === 0) emitter.indicator('{}', true);
	for (const [key, value] of entries) {
		emitter.indentTo(indent);
		const simple = isSimpleKey(key);
		if (!simple) emitter.indicator('?', true, true);
		emitter.scalar(key, indent + 2, simple);
		if (!simple) emitter.indentTo(indent);
		emitter.indicator(':', !simple, !simple);
		writeNode(emitter, value, { indent, inMap: true, sameLine: !simple });
	}
}

/** A key that fits on its line; a longer one is written as `? key` and `: value`. ruamel.yaml counts 128 with `!!str`. */
function isSimpleKey(key: string): boolean {
	return [...key].length < 123 && !/[\n\u0085\u2028\u2029]/.test(key);
}

function writeScalar(emitter: YamlEmitter, value: Scalar, position: Position): void {
	if (!position.inMap && position.indent >= 0) emitter.indentTo(position.indent + 2);
	if (typeof value === 'string') emitter.scalar(value, position.indent + 2, false);
	else emitter.plain([...plainText(value)], position.indent + 2, true);
}

function plainText(value: Exclude<Scalar, string>): string {
	if (value === null) return '';
	if (value instanceof YamlFloat) return pythonFloat(value.value);
	return typeof value === 'number' && !Number.isInteger(value) ? pythonFloat(value) : String(value);
}
