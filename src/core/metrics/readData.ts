import { TidemarkError } from '../errors.ts';
import { ExactNumber } from '../labels/jsonNumber.ts';
import { JsonReader, JsonSyntaxError, type JsonValue } from '../labels/jsonReader.ts';
import { type DataValue, Float, readInteger } from './dataValue.ts';
import { readYamlData } from './yamlData.ts';

/** Metrics and params files are read whole; larger ones are not meant by anybody. */
const largest = 32 << 20;
/** YAML takes some twenty times as long to read as JSON does. */
const largestYaml = 4 << 20;

/**
 * The value in a metrics or params file, by its suffix as DVC does: `.json`, `.toml`, everything else as YAML.
 * Throws `malformed` with the place, `unsupported` for Python files.
 */
export async function readData(content: Uint8Array, file: string): Promise<DataValue> {
	if (content.length > largest)
		throw new TidemarkError(
			'malformed',
			`The file has ${content.length} bytes; at most ${largest} are read.`,
			{ file },
		);
	try {
		return await readByName(content, file);
	} catch (error) {
		// Numbers without end, or keys nested deeper than the stack.
		if (!(error instanceof RangeError)) throw error;
		throw new TidemarkError('malformed', `${error.message}.`, { file, cause: error });
	}
}

async function readByName(content: Uint8Array, file: string): Promise<DataValue> {
	if (/\.json$/i.test(file)) return readJson(content, file);
	if (/\.toml$/i.test(file)) return (await import('./tomlData.ts')).readTomlData(content, file);
	if (/\.py$/i.test(file))
		throw new TidemarkError('unsupported', 'Params in Python files are not read.', {
			file,
			next: 'Keep them in YAML, JSON or TOML.',
		});
	return readYamlData(content, file, largestYaml);
}

/** The value of a JSON text; throws {@link JsonSyntaxError}. */
export function parseJsonData(content: Uint8Array): DataValue {
	return dataOf(new JsonReader(content, (text) => new ExactNumber(text)).document());
}

function readJson(content: Uint8Array, file: string): DataValue {
	try {
		return parseJsonData(content);
	} catch (error) {
		if (!(error instanceof JsonSyntaxError)) throw error;
		const line = new TextDecoder().decode(content.subarray(0, error.at)).split('\n').length;
		throw new TidemarkError('malformed', `Not valid JSON: it stops at byte ${error.at}: ${error.message}.`, {
			file,
			line,
		});
	}
}

/** Every number comes as its text, so that integers and floats stay apart. */
function dataOf(value: JsonValue): DataValue {
	if (value instanceof ExactNumber)
		return /^-?\d+$/.test(value.text) ? integerOf(value.text) : new Float(Number(value.text));
	if (Array.isArray(value)) return value.map(dataOf);
	if (value instanceof Map) return new Map([...value].map(([name, part]) => [name, dataOf(part)]));
	return typeof value === 'number' ? new Float(value) : value;
}

function integerOf(text: string): bigint {
	return text.startsWith('-') ? -readInteger(text.slice(1)) : readInteger(text);
}
