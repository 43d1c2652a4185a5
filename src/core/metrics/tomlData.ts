import { parse, TomlError } from 'smol-toml';
import { TidemarkError } from '../errors.ts';
import { type DataValue, Float } from './dataValue.ts';

/** A TOML file's value. Throws `malformed` with the line. */
export function readTomlData(content: Uint8Array, file: string): DataValue {
	try {
		return dataOf(parse(new TextDecoder('utf-8').decode(content), { integersAsBigInt: true }));
	} catch (error) {
		if (!(error instanceof TomlError)) throw error;
		const [what = 'unknown error'] = error.message.split('\n');
		throw new TidemarkError('malformed', `${what}.`, { file, line: error.line });
	}
}

function dataOf(value: unknown): DataValue {
	if (typeof value === 'number') return new Float(value);
	if (typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'string') return value;
	if (value instanceof Date) return value.toISOString();
	if (Array.isArray(value)) return value.map(dataOf);
	return new Map(Object.entries(value as object).map(([name, part]) => [name, dataOf(part)]));
}
