import type { Artifact, LocalState, ManifestEntry } from '../model.ts';
import { sameContent } from './compareTrees.ts';
import type { DiskContent } from './diskContent.ts';
import type { EntryContent, FolderListing } from './trackedTree.ts';

/** A state with why it is not known better. */
export interface LocalFact {
	readonly local: LocalState;
	readonly reason?: string | undefined;
}

type FolderContent = Extract<DiskContent, { type: 'folder' }>;

/**
 * How the work tree stands to the pointer. A folder is `partial` when all that is there is right and some is missing;
 * what certainly differs is `modified`, even where nobody knows how. `listing` is the folder's, or the file's id alone.
 */
export function localState(artifact: Artifact, found: DiskContent, listing: FolderListing): LocalFact {
	if (found.type === 'absent' || found.type === 'pointer') return { local: 'missing' };
	if (found.type === 'file') return stateOfFile(artifact, found, listing);
	return artifact.isFolder ? stateOfFolder(found, listing) : { local: 'modified' };
}

function stateOfFile(
	artifact: Artifact,
	found: Extract<DiskContent, { type: 'file' }>,
	listing: FolderListing,
): LocalFact {
	if (artifact.isFolder) return { local: 'modified' };
	if (artifact.system === 'git') return { local: 'present' };
	if (found.content === 'unknown') return { local: 'unknown', reason: found.reason };
	if (listing.object === undefined) return { local: 'unknown', reason: 'The pointer names no hash.' };
	return { local: sameContent(found.content, listing.object) ? 'present' : 'modified' };
}

function stateOfFolder(found: FolderContent, listing: FolderListing): LocalFact {
	if (sameContent(found.content, listing.object)) return { local: 'present' };
	if (listing.files !== undefined) return compareFiles(found, listing.files);
	if (found.content === 'unknown') return { local: 'unknown', reason: found.reason };
	if (listing.object === undefined) return { local: 'unknown', reason: 'The pointer names no hash.' };
	return { local: 'modified' };
}

function compareFiles(found: FolderContent, files: readonly ManifestEntry[]): LocalFact {
	let right = 0;
	let missing = 0;
	let unread = 0;
	const known = new Set<string>();
	for (const file of files) {
		known.add(file.path);
		const content: EntryContent = found.files.get(file.path);
		if (content === undefined) missing += 1;
		else if (content === 'unknown' || file.object === undefined) unread += 1;
		else if (sameContent(content, file.object)) right += 1;
		else return { local: 'modified' };
	}
	if ([...found.files.keys()].some((path) => !known.has(path))) return { local: 'modified' };
	if (unread > 0) return { local: 'unknown', reason: found.reason ?? 'The pointer names no hashes.' };
	if (missing === 0) return { local: 'present' };
	return { local: right === 0 ? 'missing' : 'partial' };
}
