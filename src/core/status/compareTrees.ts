import type { ObjectId } from '../model.ts';
import { comparePaths } from './comparePaths.ts';
import { type EntryContent, shownPath, type TrackedEntry, type TrackedTree } from './trackedTree.ts';

/** What differs between two sides, as `dvc data status` words it. Sorted; folders end in a slash. */
export interface TreeDifference {
	readonly added: readonly string[];
	readonly modified: readonly string[];
	readonly deleted: readonly string[];
	readonly renamed: readonly { readonly old: string; readonly new: string }[];
	readonly unknown: readonly string[];
	/** In no order: there may be many, and few ask. */
	readonly unchanged: readonly string[];
}

type Outcome = 'added' | 'modified' | 'deleted' | 'unchanged' | 'unknown' | 'nothing';

interface Pair {
	readonly old: TrackedEntry | undefined;
	readonly new: TrackedEntry | undefined;
}

/**
 * Compares two sides by content, as DVC does: an entry that names no content counts as not there, a deleted and an
 * added entry of the same content are a rename, and of the files in a folder one side could not list only "unknown" is
 * said.
 */
export function compareTrees(old: TrackedTree, new_: TrackedTree): TreeDifference {
	const found = { added: new Map<string, Pair>(), deleted: new Map<string, Pair>() };
	const lists = { modified: [] as string[], unknown: [] as string[], unchanged: [] as string[] };
	for (const path of pathsOfBoth(old, new_)) {
		const pair = { old: old.get(path), new: new_.get(path) };
		const outcome = outcomeOf(pair, old, new_);
		if (outcome === 'nothing') continue;
		if (outcome === 'added' || outcome === 'deleted') found[outcome].set(path, pair);
		else lists[outcome].push(shownPair(pair));
	}
	const renamed = takeRenames(found.added, found.deleted);
	return {
		added: [...found.added.values()].map(shownPair).sort(comparePaths),
		modified: lists.modified.sort(comparePaths),
		deleted: [...found.deleted.values()].map(shownPair).sort(comparePaths),
		renamed,
		unknown: lists.unknown.sort(comparePaths),
		unchanged: lists.unchanged,
	};
}

/** Mostly the two sides have the same paths. */
function* pathsOfBoth(old: TrackedTree, new_: TrackedTree): Generator<string> {
	yield* old.keys();
	for (const path of new_.keys()) if (!old.has(path)) yield path;
}

function outcomeOf(pair: Pair, old: TrackedTree, new_: TrackedTree): Outcome {
	if (isInUnlisted(pair.old ?? pair.new, old) || isInUnlisted(pair.old ?? pair.new, new_)) {
		return pair.new === undefined ? 'nothing' : 'unknown';
	}
	return outcomeOfContents(pair.old?.content, pair.new?.content);
}

function isInUnlisted(entry: TrackedEntry | undefined, tree: TrackedTree): boolean {
	if (entry === undefined || entry.path === entry.artifact) return false;
	return tree.get(entry.artifact)?.unlisted === true;
}

function outcomeOfContents(old: EntryContent, new_: EntryContent): Outcome {
	if (old === 'unknown' || new_ === 'unknown') return 'unknown';
	if (old === undefined) return new_ === undefined ? 'nothing' : 'added';
	if (new_ === undefined) return 'deleted';
	return sameContent(old, new_) ? 'unchanged' : 'modified';
}

/** Whether two contents are certainly the same: same bytes under two algorithms are not known to be. */
export function sameContent(a: EntryContent, b: EntryContent): boolean {
	if (typeof a !== 'object' || typeof b !== 'object') return false;
	return a.algorithm === b.algorithm && a.hash === b.hash;
}

/** Of a changed entry the new side says whether it is a folder. */
function shownPair(pair: Pair): string {
	const entry = pair.new ?? pair.old;
	return entry === undefined ? '' : shownPath(entry);
}

/** Pairs additions with deletions of the same content, each in order of path, and takes both out of their maps. */
function takeRenames(
	added: Map<string, Pair>,
	deleted: Map<string, Pair>,
): { readonly old: string; readonly new: string }[] {
	const waiting = byContent(deleted);
	const renamed: { old: string; new: string }[] = [];
	for (const [path, addition] of sortedPairs(added)) {
		const source = contentKey(addition.new?.content);
		const from = source === undefined ? undefined : waiting.get(source)?.shift();
		if (from === undefined) continue;
		renamed.push({ old: shownPair(from.pair), new: shownPair(addition) });
		added.delete(path);
		deleted.delete(from.path);
	}
	return renamed;
}

function byContent(deleted: ReadonlyMap<string, Pair>): Map<string, { path: string; pair: Pair }[]> {
	const waiting = new Map<string, { path: string; pair: Pair }[]>();
	for (const [path, pair] of sortedPairs(deleted)) {
		const key = contentKey(pair.old?.content);
		if (key === undefined) continue;
		const list = waiting.get(key);
		if (list === undefined) waiting.set(key, [{ path, pair }]);
		else list.push({ path, pair });
	}
	return waiting;
}

function sortedPairs(pairs: ReadonlyMap<string, Pair>): [string, Pair][] {
	return [...pairs].sort(([a], [b]) => comparePaths(a, b));
}

function contentKey(content: EntryContent): string | undefined {
	return typeof content === 'object' ? keyOf(content) : undefined;
}

function keyOf(object: ObjectId): string {
	return `${object.algorithm}:${object.hash}`;
}
