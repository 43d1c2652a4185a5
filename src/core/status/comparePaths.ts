import { compareCodePoints } from '../pointers/dirManifest.ts';

/**
 * Order of two paths, part by part and by code points, as Python sorts tuples of path parts: `a/z` before `a b`, for
 * `a` is before `a b`.
 */
export function comparePaths(a: string, b: string): number {
	const [left, right] = [a.split('/'), b.split('/')];
	for (let at = 0; at < Math.min(left.length, right.length); at++) {
		const order = compareCodePoints(left[at] ?? '', right[at] ?? '');
		if (order !== 0) return order;
	}
	return left.length - right.length;
}
