import { imageType } from './imageType.ts';

/** Files of one version by their last path segment; pictures also by that without its extension. */
export type PathIndex = ReadonlyMap<string, readonly string[]>;

export interface PathMatch {
	readonly path: string;
	/** Other files that match as well; above 0 the choice was a guess. */
	readonly others: number;
}

/** Index of POSIX paths for {@link findBySuffix}. */
export function indexPaths(paths: Iterable<string>): PathIndex {
	const index = new Map<string, string[]>();
	for (const path of paths) {
		const name = path.slice(path.lastIndexOf('/') + 1);
		add(index, name, path);
		if (imageType(name) !== undefined) add(index, stem(name), path);
	}
	return index;
}

function add(index: Map<string, string[]>, name: string, path: string): void {
	const same = index.get(name);
	if (same === undefined) index.set(name, [path]);
	else same.push(path);
}

function stem(name: string): string {
	return name.slice(0, name.lastIndexOf('.'));
}

/**
 * The file that a label record means by `target` (`C:\data\train\0001.jpg`, `train/0001.jpg`, `0001.jpg`): the one
 * that shares most trailing segments with it. An ID map's key may lack the picture's extension. Among equals the one nearest to the label file `near`, then the first.
 */
export function findBySuffix(index: PathIndex, target: string, near: string): PathMatch | undefined {
	const wanted = segments(target);
	const candidates = index.get(wanted.at(-1) ?? '') ?? [];
	const ranked = candidates.map((path) => ({ path, shared: sharedTail(likeTarget(path, wanted), wanted) }));
	const best = Math.max(...ranked.map(({ shared }) => shared));
	const equals = ranked.filter(({ shared }) => shared === best).map(({ path }) => path);
	const nearest = equals.toSorted((a, b) => distance(a, near) - distance(b, near) || (a < b ? -1 : 1))[0];
	return nearest === undefined ? undefined : { path: nearest, others: equals.length - 1 };
}

/** Segments of a path, the last without its extension where the target has none. */
function likeTarget(path: string, wanted: readonly string[]): readonly string[] {
	const parts = segments(path);
	const name = parts.at(-1) ?? '';
	return name === wanted.at(-1) ? parts : [...parts.slice(0, -1), stem(name)];
}

function segments(path: string): readonly string[] {
	return path.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
}

function sharedTail(a: readonly string[], b: readonly string[]): number {
	let shared = 0;
	while (shared < a.length && shared < b.length && a.at(-1 - shared) === b.at(-1 - shared)) shared++;
	return shared;
}

/** Folders to go up from `near` and down to `path`. */
function distance(path: string, near: string): number {
	const a = segments(path);
	const b = segments(near);
	let shared = 0;
	while (shared < a.length && a[shared] === b[shared]) shared++;
	return a.length + b.length - 2 * shared;
}
