import type { Artifact } from '../model.ts';
import { folderOf, joinPath } from '../pointers/paths.ts';
import type { EntryContent, TrackedEntry, TrackedTree } from './trackedTree.ts';

/** What lies in an artifact's place in the work tree. */
export type DiskContent =
	| { readonly type: 'absent' }
	/** The Git LFS pointer itself, not replaced by content yet. */
	| { readonly type: 'pointer' }
	| { readonly type: 'file'; readonly content: EntryContent; readonly reason?: string | undefined }
	| {
			readonly type: 'folder';
			/** The id its manifest would have. */
			readonly content: EntryContent;
			/** By path relative to the folder. */
			readonly files: ReadonlyMap<string, EntryContent>;
			readonly reason?: string | undefined;
	  };

/** What lies in each artifact's place, by the artifact's path. */
export type DiskContents = ReadonlyMap<string, DiskContent>;

/**
 * The side that the files on the disk are. With `granular` the files in folders are entries too, and in those that
 * `isUnlisted` names (of which nobody knows the files) the folders below, as DVC tells them.
 */
export function treeOfDisk(
	artifacts: readonly Artifact[],
	contents: DiskContents,
	granular: boolean,
	isUnlisted: (artifact: string) => boolean = () => false,
): TrackedTree {
	const tree = new Map<string, TrackedEntry>();
	for (const artifact of artifacts) {
		const found = contents.get(artifact.path);
		if (artifact.system === 'git' || !artifact.cached || found === undefined) continue;
		if (found.type === 'absent' || found.type === 'pointer') continue;
		const isFolder = found.type === 'folder';
		const { path } = artifact;
		tree.set(path, { path, artifact: path, isFolder, content: found.content, unlisted: false });
		if (!isFolder || !granular) continue;
		if (isUnlisted(path)) addFolders(tree, path, found.files.keys());
		addFiles(tree, path, found.files);
	}
	return tree;
}

function addFiles(
	tree: Map<string, TrackedEntry>,
	artifact: string,
	files: ReadonlyMap<string, EntryContent>,
): void {
	for (const [inside, content] of files) {
		const path = joinPath(artifact, inside);
		tree.set(path, { path, artifact, isFolder: false, content, unlisted: false });
	}
}

function addFolders(tree: Map<string, TrackedEntry>, artifact: string, files: Iterable<string>): void {
	for (const file of files) {
		for (let inside = folderOf(file); inside !== ''; inside = folderOf(inside)) {
			const path = joinPath(artifact, inside);
			tree.set(path, { path, artifact, isFolder: true, content: undefined, unlisted: false });
		}
	}
}
