import type { JsonObject, JsonValue } from './jsonReader.ts';
import { canonicalText, sameValue, scalarText } from './jsonValues.ts';

/** Stands for the record itself where it is no object with fields. */
export const wholeRecord = '(value)';

/** Names of the fields whose values differ, in the old record's order, new ones last; empty when nothing does. */
export function changedFields(old: JsonValue, other: JsonValue): readonly string[] {
	if (!(old instanceof Map && other instanceof Map)) return sameValue(old, other) ? [] : [wholeRecord];
	return [...fieldNames(old, other)].filter((name) => differ(old.get(name), other.get(name)));
}

function fieldNames(old: JsonObject, other: JsonObject): Set<string> {
	return new Set([...old.keys(), ...other.keys()]);
}

function differ(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
	return a === undefined || b === undefined ? a !== b : !sameValue(a, b);
}

/** The record's key as text, its parts joined by `+`; undefined when a part is missing or no scalar. */
export function keyText(record: JsonValue, keyFields: readonly string[]): string | undefined {
	if (keyFields.length === 0 || !(record instanceof Map)) return undefined;
	const parts = keyFields.map((field) => scalarText(record.get(field)));
	return parts.includes(undefined) ? undefined : parts.join('+');
}

/** The record's content without its key, one text for every spelling: equal for a record that was only renamed. */
export function bodyText(record: JsonValue, keyFields: readonly string[]): string {
	if (keyFields.length === 0 || !(record instanceof Map)) return canonicalText(record);
	return canonicalText(new Map([...record].filter(([name]) => !keyFields.includes(name))));
}
