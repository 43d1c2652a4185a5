import type { Artifact, ArtifactStatus, Snapshot } from '../../../core/model.ts';

/** Paths of artifacts that were added, removed or name other content, by their pointers alone. */
export function changedArtifacts(old: Snapshot, fresh: Snapshot): ReadonlySet<string> {
	const before = byPath(old);
	const after = byPath(fresh);
	const paths = [...before.keys(), ...after.keys()];
	return new Set(paths.filter((path) => !sameContent(before.get(path), after.get(path))));
}

/** How many artifacts of the work tree differ: by their pointers, or in the files themselves. */
export function countChanges(byPointer: ReadonlySet<string>, statuses: Iterable<ArtifactStatus>): number {
	const modified = [...statuses].filter(({ local }) => local === 'modified');
	return new Set([...byPointer, ...modified.map(({ artifact }) => artifact.path)]).size;
}

/** Artifacts of a snapshot by path. */
export function byPath(snapshot: Snapshot): ReadonlyMap<string, Artifact> {
	return new Map(snapshot.artifacts.map((artifact) => [artifact.path, artifact]));
}

function sameContent(a: Artifact | undefined, b: Artifact | undefined): boolean {
	return a !== undefined && b !== undefined && a.object?.hash === b.object?.hash;
}
