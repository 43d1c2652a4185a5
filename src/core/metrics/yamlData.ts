import { TidemarkError } from '../errors.ts';
import { isNull, type YamlMap, type YamlNode, type YamlScalar } from '../pointers/yamlNode.ts';
import { readYaml } from '../pointers/yamlReader.ts';
import { type DataMap, type DataValue, Float, readInteger } from './dataValue.ts';

// The scalars of ruamel.yaml's YAML 1.2 resolver, which DVC reads params with.
const integer = /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/;
const decimal =
	/^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9_]+(?:[eE][-+][0-9]+)?)$/;
const infinite = /^[-+]?\.(?:inf|Inf|INF)$/;
const notNumber = /^\.(?:nan|NaN|NAN)$/;
const truth = /^(?:true|True|TRUE)$/;
const falsehood = /^(?:false|False|FALSE)$/;

/** A YAML file's value as DVC reads it (YAML 1.2, `<<` merges maps); `null` for an empty one. Throws `malformed`. */
export function readYamlData(content: Uint8Array, file: string, maxBytes: number): DataValue {
	const node = readYaml(content, file, maxBytes);
	return node === undefined ? null : dataOf(node, file);
}

function dataOf(node: YamlNode, file: string): DataValue {
	if (node.type === 'list') return node.items.map((item) => dataOf(item, file));
	return node.type === 'map' ? mapOf(node, file) : scalarOf(node);
}

function mapOf(node: YamlMap, file: string): DataMap {
	const own = new Map<string, DataValue>();
	let merged: readonly DataMap[] = [];
	for (const [name, value] of node.entries) {
		if (name === '<<') merged = mergedMaps(value, file);
		else own.set(name, dataOf(value, file));
	}
	// Own keys win over merged ones, earlier merged maps over later ones.
	for (const map of merged) for (const [name, value] of map) if (!own.has(name)) own.set(name, value);
	return own;
}

function mergedMaps(node: YamlNode, file: string): readonly DataMap[] {
	const maps = (node.type === 'list' ? node.items : [node]).map((item) => dataOf(item, file));
	return maps.map((map) => {
		if (map instanceof Map) return map as DataMap;
		throw new TidemarkError('malformed', '"<<" merges maps only.', { file, line: node.line });
	});
}

function scalarOf(node: YamlScalar): DataValue {
	if (!node.plain) return node.text;
	if (isNull(node)) return null;
	const { text } = node;
	if (integer.test(text)) return integerOf(text);
	if (decimal.test(text)) return new Float(Number(text.replaceAll('_', '')));
	if (infinite.test(text)) return new Float(text.startsWith('-') ? -Infinity : Infinity);
	if (notNumber.test(text)) return new Float(Number.NaN);
	if (truth.test(text)) return true;
	return falsehood.test(text) ? false : text;
}

function integerOf(text: string): DataValue {
	const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
	if (/^0[box]$/.test(digits)) return text;
	const value = readInteger(digits);
	return text.startsWith('-') ? -value : value;
}
