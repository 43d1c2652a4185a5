import type { Artifact, ManifestEntry, Snapshot } from '../../core/model.ts';
import type { DiskContent, DiskContents } from '../../core/status/diskContent.ts';
import type { EntryContent } from '../../core/status/trackedTree.ts';

/**
 * A snapshot of the files as they lie in the work tree, from contents that were all hashed. Sizes and counts of the
 * pointers are left out: they are not measured. A Git LFS pointer in place of its content counts as that content, as it
 * does for git.
 */
export function snapshotOfDisk(workTree: Snapshot, contents: DiskContents): Snapshot {
	const artifacts = workTree.artifacts.flatMap((artifact) => {
		const found = contents.get(artifact.path);
		return found === undefined || found.type === 'absent' ? [] : [asFound(artifact, found)];
	});
	return { artifacts, broken: workTree.broken };
}

function asFound(artifact: Artifact, found: Exclude<DiskContent, { type: 'absent' }>): Artifact {
	if (found.type === 'pointer' || artifact.system === 'git') return artifact;
	const measured = { ...artifact, object: idOf(found.content), size: undefined, fileCount: undefined };
	if (found.type === 'file') return { ...measured, isFolder: false, entries: undefined };
	return {
		...measured,
		isFolder: true,
		entries: [...found.files].map(([path, content]) => entry(path, content)),
	};
}

function entry(path: string, content: EntryContent): ManifestEntry {
	return { path, object: idOf(content), size: undefined };
}

function idOf(content: EntryContent): ManifestEntry['object'] {
	return typeof content === 'object' ? content : undefined;
}
