import { pythonFloat } from '../pointers/pythonFloat.ts';
import { type DataValue, Float } from './dataValue.ts';

const escaped: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const unprintable = /[\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A value as Python's `repr` writes it, which is how DVC shows lists: `[64, 0.1, 'a', None]`. */
export function pythonRepr(value: DataValue): string {
	if (value === null) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (typeof value === 'string') return textRepr(value);
	if (value instanceof Float) return pythonFloat(value.value).replace('.inf', 'inf').replace('.nan', 'nan');
	if (value instanceof Map)
		return `{${[...value].map(([name, part]) => `${textRepr(name)}: ${pythonRepr(part)}`).join(', ')}}`;
	return Array.isArray(value)
		? `[${value.map((part: DataValue) => pythonRepr(part)).join(', ')}]`
		: String(value);
}

function textRepr(text: string): string {
	const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
	const body = text.replace(unprintable, (character) => escaped[character] ?? hexEscape(character));
	return quote + (quote === "'" ? body.replaceAll("'", "\\'") : body) + quote;
}

function hexEscape(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const hex = code.toString(16);
	if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
	return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
