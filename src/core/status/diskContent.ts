import type { Artifact } from '../model.ts';
import { joinPath } from '../pointers/paths.ts';
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

/** The side that the files on the disk are. With `granular` the files in folders are entries too. */
export function treeOfDisk(
	artifacts: readonly Artifact[],
	contents: DiskContents,
	granular: boolean,
): TrackedTree {
	const tree = new Map<string, TrackedEntry>();
	for (const artifact of artifacts) {
		const found = contents.get(artifact.path);
		if (artifact.system === 'git' || !artifact.cached || found === undefined) continue;
		if (found.type === 'absent' || found.type === 'pointer') continue;
		const isFolder = found.type === 'folder';
		const { path } = artifact;
		tree.set(path, { path, artifact: path, isFolder, content: found.content, unlisted: false });
		if (isFolder && granular) addFiles(tree, path, found.files);
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
