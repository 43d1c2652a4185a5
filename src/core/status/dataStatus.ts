import { comparePaths } from './comparePaths.ts';
import { compareTrees, type TreeDifference } from './compareTrees.ts';
import { onlyTargeted, shownPath, type TrackedEntry, type TrackedTree } from './trackedTree.ts';

/** What `tidemark status` may be asked, as `dvc data status` is. */
export interface DataStatusOptions {
	/** Repository paths of artifacts, or of folders and files in or above them; all when absent. */
	readonly paths?: readonly string[] | undefined;
	/** Lists the files of folder artifacts too. */
	readonly granular?: boolean | undefined;
	/** Lists what did not change. */
	readonly unchanged?: boolean | undefined;
	/** Lists files git does not track. */
	readonly untrackedFiles?: boolean | undefined;
	/** Asks the remotes, and lists what they lack. */
	readonly notInRemote?: boolean | undefined;
	/** Remote to ask in place of the project's default. */
	readonly remote?: string | undefined;
	/** To the letter as DVC says it, with the paths it gets wrong in commits. */
	readonly likeDvc?: boolean | undefined;
}

/** Differences as the document holds them: a list that would be empty is left out. */
export type DifferenceDocument = Partial<Omit<TreeDifference, 'unchanged'>>;

/** The document of `dvc data status --json`; a key without anything is left out, and a clean project is `{}`. */
export interface DataStatusDocument {
	readonly not_in_cache?: readonly string[];
	readonly not_in_remote?: readonly string[];
	/** HEAD's pointers against those of the work tree. */
	readonly committed?: DifferenceDocument;
	/** The work tree's pointers against its files. */
	readonly uncommitted?: DifferenceDocument;
	readonly untracked?: readonly string[];
	readonly unchanged?: readonly string[];
	/** Tidemark's own: artifacts whose remote could not be asked, so that nobody takes silence for "uploaded". */
	readonly remote_unknown?: readonly { readonly path: string; readonly reason: string }[];
	/** Tidemark's own: pointers that could not be read; DVC fails as a whole on one. */
	readonly broken?: readonly { readonly path: string; readonly reason: string }[];
}

/** Everything the document is made of. */
export interface DataStatusFacts {
	readonly head: TrackedTree;
	readonly pointers: TrackedTree;
	readonly disk: TrackedTree;
	readonly isInCache: (entry: TrackedEntry) => boolean;
	/** Entries that some remote definitely lacks, or lacks a part of; undefined when no remote was asked. */
	readonly notInRemote: ReadonlySet<string> | undefined;
	readonly remoteUnknown: readonly { readonly path: string; readonly reason: string }[];
	readonly broken: readonly { readonly path: string; readonly reason: string }[];
	readonly untracked: readonly string[];
}

/** Makes the document. Lists are sorted by path. */
export function dataStatusDocument(facts: DataStatusFacts, options: DataStatusOptions): DataStatusDocument {
	const [head, pointers, disk] = [facts.head, facts.pointers, facts.disk].map((tree) =>
		onlyTargeted(tree, options.paths),
	) as [TrackedTree, TrackedTree, TrackedTree];
	const committed = compareTrees(head, pointers);
	const uncommitted = compareTrees(pointers, disk);
	return compact({
		not_in_cache: entriesWhere(pointers, (entry) => !facts.isInCache(entry)),
		not_in_remote: entriesWhere(pointers, (entry) => facts.notInRemote?.has(entry.path) === true),
		committed: differences(committed),
		uncommitted: differences(uncommitted),
		untracked: options.untrackedFiles === true ? facts.untracked : [],
		unchanged: options.unchanged === true ? both(uncommitted.unchanged, committed.unchanged) : [],
		remote_unknown: facts.remoteUnknown,
		broken: facts.broken,
	});
}

function entriesWhere(tree: TrackedTree, wanted: (entry: TrackedEntry) => boolean): string[] {
	const paths: string[] = [];
	for (const entry of tree.values()) {
		if (entry.content !== undefined && wanted(entry)) paths.push(shownPath(entry));
	}
	return paths.sort(comparePaths);
}

function differences({ unchanged: _, ...rest }: TreeDifference): DifferenceDocument {
	return compact(rest);
}

function both(a: readonly string[], b: readonly string[]): string[] {
	const known = new Set(b);
	return a.filter((path) => known.has(path)).sort(comparePaths);
}

/** Leaves out what is empty. */
function compact<T extends object>(document: T): Partial<T> {
	return Object.fromEntries(Object.entries(document).filter(([, value]) => !isEmpty(value))) as Partial<T>;
}

function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
