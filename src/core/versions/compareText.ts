/** Orders text by Unicode code points, as Python and DVC do; JavaScript's own `<` goes by UTF-16 units. */
export function compareText(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let at = 0; at < length; at++) {
		const [unitA, unitB] = [a.charCodeAt(at), b.charCodeAt(at)];
		if (unitA !== unitB) return rank(unitA) - rank(unitB);
	}
	return a.length - b.length;
}

/** Surrogates stand for code points above all that fit in one unit. */
function rank(unit: number): number {
	return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Orders paths part by part, as tuples: `a/b` before `a.b`. */
export function comparePaths(a: string, b: string): number {
	return compareText(a.replaceAll('/', '\0'), b.replaceAll('/', '\0'));
}
