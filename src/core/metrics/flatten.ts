import { type DataMap, type DataValue, Float } from './dataValue.ts';
import { pythonRepr } from './pythonRepr.ts';

/** Nested maps as one level of dotted keys, `train.lr`; lists as Python prints them; empty maps vanish, as in DVC. */
export function flatten(value: DataMap): ReadonlyMap<string, DataValue> {
	const flat = new Map<string, DataValue>();
	addFlat(flat, value, '');
	return flat;
}

function addFlat(flat: Map<string, DataValue>, map: DataMap, prefix: string): void {
	for (const [name, value] of map) {
		if (value instanceof Map) addFlat(flat, value, `${prefix}${name}.`);
		else flat.set(prefix + name, Array.isArray(value) ? pythonRepr(value) : value);
	}
}

/** What of a file is metrics, as DVC decides: numbers, booleans, text, and maps of them; no lists, no nulls. */
export function metricsOf(value: DataValue): DataValue {
	return (
		(value instanceof Map ? metricsOfMap(value) : isMetric(value) && isTruthy(value) ? value : undefined) ??
		new Map()
	);
}

function metricsOfMap(map: DataMap): DataMap {
	const kept = new Map<string, DataValue>();
	for (const [name, value] of map) {
		const metric = value instanceof Map ? metricsOfMap(value) : value;
		if (metric instanceof Map ? metric.size > 0 : isMetric(metric)) kept.set(name, metric);
	}
	return kept;
}

function isMetric(value: DataValue): boolean {
	return ['bigint', 'boolean', 'string'].includes(typeof value) || value instanceof Float;
}

/** Python's truth: DVC takes an empty or zero document for no metrics. */
export function isTruthy(value: DataValue): boolean {
	if (value instanceof Float) return value.value !== 0;
	if (Array.isArray(value)) return value.length > 0;
	return value instanceof Map ? value.size > 0 : Boolean(value);
}

/** The parts of a params file that dotted keys name; a part may be a pattern with `*`. Keys that are not there: nothing. */
export function pickKeys(value: DataValue, keys: readonly string[]): DataValue {
	if (keys.length === 0) return value;
	return keys.map((key) => pick(value, key.split('.'))).reduce<DataMap>(mergeMaps, new Map());
}

function pick(value: DataValue, [first, ...rest]: readonly string[]): DataMap {
	const picked = new Map<string, DataValue>();
	if (first === undefined || !(value instanceof Map)) return picked;
	for (const [name, part] of value as DataMap) {
		if (!matches(name, first)) continue;
		if (rest.length === 0) picked.set(name, part);
		else {
			const inner = pick(part, rest);
			if (inner.size > 0) picked.set(name, inner);
		}
	}
	return picked;
}

function matches(name: string, pattern: string): boolean {
	if (!pattern.includes('*')) return name === pattern;
	const [start = '', ...others] = pattern.split('*');
	if (!name.startsWith(start)) return false;
	let at = start.length;
	const last = others.pop() ?? '';
	for (const part of others) {
		const found = name.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return name.length - last.length >= at && name.endsWith(last);
}

function mergeMaps(a: DataMap, b: DataMap): DataMap {
	const merged = new Map(a);
	for (const [name, value] of b) {
		const known = merged.get(name);
		merged.set(name, known instanceof Map && value instanceof Map ? mergeMaps(known, value) : value);
	}
	return merged;
}
