import type { Artifact, Snapshot } from '../../../core/model.ts';

/** How many artifacts were added, removed or name other content, by their pointers alone. */
export function countChanges(old: Snapshot, fresh: Snapshot): number {
	const before = byPath(old);
	const after = byPath(fresh);
	const paths = new Set([...before.keys(), ...after.keys()]);
	return [...paths].filter((path) => !sameContent(before.get(path), after.get(path))).length;
}

/** Artifacts of a snapshot by path. */
export function byPath(snapshot: Snapshot): ReadonlyMap<string, Artifact> {
	return new Map(snapshot.artifacts.map((artifact) => [artifact.path, artifact]));
}

function sameContent(a: Artifact | undefined, b: Artifact | undefined): boolean {
	return a !== undefined && b !== undefined && a.object?.hash === b.object?.hash;
}
