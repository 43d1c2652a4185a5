import type { GitReader, TreeEntry } from '../ports.ts';

/** A file of two git trees (or of a tree and the work tree) that is not the same in both. */
export interface TreeChange {
	readonly path: string;
	readonly change: 'added' | 'removed' | 'modified';
	/** Blob ids; undefined on a side without the file, and for content of the work tree that is not in git. */
	readonly oldId: string | undefined;
	readonly newId: string | undefined;
}

interface Pair {
	readonly path: string;
	readonly old: string | undefined;
	readonly new: string | undefined;
}

type Trees = Pick<GitReader, 'tree'>;

/**
 * Files that differ between two root trees, sorted by path (UTF-16 order). Equal subtrees have equal ids and are never
 * read. Submodules and symbolic links count as files.
 */
export async function diffTrees(git: Trees, oldRoot: string, newRoot: string): Promise<TreeChange[]> {
	const changes: TreeChange[] = [];
	let level: Pair[] = oldRoot === newRoot ? [] : [{ path: '', old: oldRoot, new: newRoot }];
	// One level of all folders at a time: no recursion on the stack, and git is asked in batches.
	while (level.length > 0) {
		const pairs = await Promise.all(level.map((pair) => diffFolder(git, pair, changes)));
		level = pairs.flat();
	}
	return changes.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function diffFolder(git: Trees, pair: Pair, changes: TreeChange[]): Promise<Pair[]> {
	const [olds, news] = await Promise.all([entries(git, pair.old), entries(git, pair.new)]);
	const folders: Pair[] = [];
	for (const name of new Set([...olds.keys(), ...news.keys()])) {
		const [a, b] = [olds.get(name), news.get(name)];
		if (sameEntry(a, b)) continue;
		const path = pair.path === '' ? name : `${pair.path}/${name}`;
		if (isTree(a) || isTree(b)) folders.push({ path, old: treeId(a), new: treeId(b) });
		addFileChange(changes, path, fileId(a), fileId(b));
	}
	return folders;
}

async function entries(git: Trees, id: string | undefined): Promise<Map<string, TreeEntry>> {
	const list = id === undefined ? [] : await git.tree(id);
	return new Map(list.map((entry) => [entry.name, entry]));
}

function sameEntry(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
	return a?.id === b?.id && a?.type === b?.type && a?.executable === b?.executable;
}

function isTree(entry: TreeEntry | undefined): boolean {
	return entry?.type === 'tree';
}

function treeId(entry: TreeEntry | undefined): string | undefined {
	return isTree(entry) ? entry?.id : undefined;
}

function fileId(entry: TreeEntry | undefined): string | undefined {
	return isTree(entry) ? undefined : entry?.id;
}

function addFileChange(changes: TreeChange[], path: string, oldId?: string, newId?: string): void {
	if (oldId === undefined && newId === undefined) return;
	const change = oldId === undefined ? 'added' : newId === undefined ? 'removed' : 'modified';
	changes.push({ path, change, oldId, newId });
}
