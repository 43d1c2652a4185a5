/** A float, kept apart from integers because Python prints `1.0` and `1` differently. */
export class Float {
	readonly value: number;

	constructor(value: number) {
		this.value = value;
	}
}

/** A value of a metrics or params file. Integers are bigints: JSON, YAML and Python know no largest one. */
export type DataValue = null | boolean | string | bigint | Float | readonly DataValue[] | DataMap;
export type DataMap = ReadonlyMap<string, DataValue>;

/** The value as JavaScript's own, to be shown or written as JSON. What a JSON number cannot hold exactly is text. */
export function plainData(value: DataValue): unknown {
	if (value instanceof Float) return Number.isFinite(value.value) ? value.value : pythonWord(value.value);
	if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
	if (value instanceof Map)
		return Object.fromEntries([...value].map(([name, part]) => [name, plainData(part)]));
	return Array.isArray(value) ? value.map((part: DataValue) => plainData(part)) : value;
}

function pythonWord(value: number): string {
	return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** A number in Python's sense (`True` is 1); undefined for everything else. */
export function numberOf(value: DataValue): bigint | Float | undefined {
	if (typeof value === 'boolean') return value ? 1n : 0n;
	return typeof value === 'bigint' || value instanceof Float ? value : undefined;
}

/** Python's `==`: numbers by value whatever their type, NaN equal to nothing. */
export function equalData(a: DataValue, b: DataValue): boolean {
	const [x, y] = [numberOf(a), numberOf(b)];
	// Order between a bigint and a double is exact, where === would tell their types apart.
	if (x !== undefined && y !== undefined) return bare(x) <= bare(y) && bare(x) >= bare(y);
	if (Array.isArray(a)) return Array.isArray(b) && equalLists(a, b);
	if (a instanceof Map) return b instanceof Map && equalMaps(a, b);
	return a === b;
}

const bare = (value: bigint | Float): bigint | number => (value instanceof Float ? value.value : value);

function equalLists(a: readonly DataValue[], b: readonly DataValue[]): boolean {
	return a.length === b.length && a.every((value, at) => equalData(value, b[at] ?? null));
}

function equalMaps(a: DataMap, b: DataMap): boolean {
	return (
		a.size === b.size && [...a].every(([name, value]) => b.has(name) && equalData(value, b.get(name) ?? null))
	);
}

/** `b - a` as Python computes it: exact for integers, a double otherwise. */
export function difference(a: bigint | Float, b: bigint | Float): bigint | Float {
	if (typeof a === 'bigint' && typeof b === 'bigint') return b - a;
	return new Float(Number(bare(b)) - Number(bare(a)));
}

/** Python refuses to read longer ones: they cost time that grows faster than they do. */
const mostDigits = 4300;

/** An integer as a file spells it, without sign. Throws `RangeError` for one of more digits than Python reads. */
export function readInteger(digits: string): bigint {
	if (digits.length <= mostDigits) return BigInt(digits);
	throw new RangeError(`A number of ${digits.length} digits; at most ${mostDigits} are read`);
}
