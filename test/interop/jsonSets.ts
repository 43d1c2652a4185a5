/** A document with every list in one order: DVC's own order is that of sets and threads. */
export function asSets(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(asSets).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
	}
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.toSorted(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, part]) => [key, asSets(part)]),
	);
}
