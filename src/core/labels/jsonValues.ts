import { ExactNumber } from './jsonNumber.ts';
import type { JsonObject, JsonValue } from './jsonReader.ts';

/** Whether two values are the same data: order of names, white space and spelling of numbers do not count. */
export function sameValue(a: JsonValue, b: JsonValue): boolean {
	if (a === b) return true;
	if (Array.isArray(a)) return Array.isArray(b) && sameArray(a, b);
	if (a instanceof Map) return b instanceof Map && sameObject(a, b);
	return a instanceof ExactNumber && b instanceof ExactNumber && a.canonical === b.canonical;
}

function sameArray(a: readonly JsonValue[], b: readonly JsonValue[]): boolean {
	return a.length === b.length && a.every((value, at) => sameValue(value, b[at] ?? null));
}

function sameObject(a: JsonObject, b: JsonObject): boolean {
	if (a.size !== b.size) return false;
	for (const [name, value] of a) {
		const other = b.get(name);
		if (other === undefined || !sameValue(value, other)) return false;
	}
	return true;
}

/** One text for all spellings of a value: names sorted, numbers canonical. Equal texts are equal values. */
export function canonicalText(value: JsonValue): string {
	if (value instanceof ExactNumber) return value.canonical;
	if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
	if (!(value instanceof Map)) return JSON.stringify(value);
	const names = [...value.keys()].sort();
	return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value.get(name) ?? null)}`).join(',')}}`;
}

/**
 * The value as plain objects and arrays, to be shown or sent on. A number JavaScript cannot hold is its text; every
 * name is an own property, `__proto__` too.
 */
export function plainValue(value: JsonValue): unknown {
	if (value instanceof ExactNumber) return value.text;
	if (Array.isArray(value)) return value.map(plainValue);
	if (!(value instanceof Map)) return value;
	return Object.fromEntries([...value].map(([name, part]) => [name, plainValue(part)]));
}

/** A scalar as text; undefined for containers. Numbers as JavaScript prints them, huge ones as written. */
export function scalarText(value: JsonValue | undefined): string | undefined {
	if (value === undefined || value === null || Array.isArray(value) || value instanceof Map) return undefined;
	return value instanceof ExactNumber ? value.text : String(value);
}
