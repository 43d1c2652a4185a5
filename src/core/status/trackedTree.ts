import type { Artifact, ManifestEntry, ObjectId } from '../model.ts';
import { joinPath } from '../pointers/paths.ts';

/**
 * What is known of an entry's content: its id; `differs`, content that is certainly not what the pointer names, so that
 * nobody had to hash it; `unknown`, content that could not be read; undefined, none is named.
 */
export type EntryContent = ObjectId | 'differs' | 'unknown' | undefined;

/** An artifact, or one file of a folder artifact, as one side sees it. */
export interface TrackedEntry {
	/** Relative to the repository, without the final slash of a folder. */
	readonly path: string;
	/** Path of the artifact it is, or is in. */
	readonly artifact: string;
	readonly isFolder: boolean;
	readonly content: EntryContent;
	/** A folder artifact whose files could not be had: nothing is said of what is in it. */
	readonly unlisted: boolean;
}

/** One side by path: HEAD's pointers, the work tree's pointers, or the files on the disk. */
export type TrackedTree = ReadonlyMap<string, TrackedEntry>;

/** The id and the files of a folder artifact; `files` undefined where its manifest could not be had. */
export interface FolderListing {
	readonly object: ObjectId | undefined;
	readonly files: readonly ManifestEntry[] | undefined;
}

/**
 * The side that pointers describe. Only artifacts that are kept outside git count. With `listingOf` the files of folder
 * artifacts are entries too; without it, folders stand for themselves.
 */
export function treeOfPointers(
	artifacts: readonly Artifact[],
	objectOf: (artifact: Artifact) => ObjectId | undefined,
	listingOf?: (artifact: Artifact) => readonly ManifestEntry[] | undefined,
): TrackedTree {
	const tree = new Map<string, TrackedEntry>();
	for (const artifact of artifacts) {
		if (artifact.system === 'git' || !artifact.cached) continue;
		const files = artifact.isFolder ? listingOf?.(artifact) : undefined;
		const unlisted = artifact.isFolder && listingOf !== undefined && files === undefined;
		const { path, isFolder } = artifact;
		tree.set(path, { path, artifact: path, isFolder, content: objectOf(artifact), unlisted });
		for (const file of files ?? []) addFile(tree, path, file);
	}
	return tree;
}

function addFile(tree: Map<string, TrackedEntry>, artifact: string, file: ManifestEntry): void {
	const path = joinPath(artifact, file.path);
	tree.set(path, { path, artifact, isFolder: false, content: file.object, unlisted: false });
}

/** Path as DVC prints it: a folder ends in a slash. */
export function shownPath(entry: TrackedEntry): string {
	return entry.isFolder ? `${entry.path}/` : entry.path;
}

/** Whether a path is one of `targets` or below one; everything is when there are none. */
export function isTargeted(path: string, targets: readonly string[] | undefined): boolean {
	if (targets === undefined) return true;
	return targets.some((target) => target === '' || path === target || path.startsWith(`${target}/`));
}

/** The entries that are targeted. */
export function onlyTargeted(tree: TrackedTree, targets: readonly string[] | undefined): TrackedTree {
	if (targets === undefined) return tree;
	return new Map([...tree].filter(([path]) => isTargeted(path, targets)));
}

/** Whether an artifact is targeted, or something in it is. */
export function isConcerned(artifact: string, targets: readonly string[] | undefined): boolean {
	if (isTargeted(artifact, targets)) return true;
	return targets?.some((target) => target.startsWith(`${artifact}/`)) ?? false;
}
