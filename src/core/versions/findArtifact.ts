import type { Artifact, Snapshot } from '../model.ts';

/** An artifact, and the path inside it (relative to it; '' for the artifact itself). */
export interface FoundArtifact {
	readonly artifact: Artifact;
	readonly inside: string;
}

const indexes = new WeakMap<Snapshot, ReadonlyMap<string, Artifact>>();

function indexOf(snapshot: Snapshot): ReadonlyMap<string, Artifact> {
	const known = indexes.get(snapshot);
	if (known !== undefined) return known;
	const index = new Map(snapshot.artifacts.map((artifact) => [artifact.path, artifact]));
	indexes.set(snapshot, index);
	return index;
}

/** The artifact at `path`, or the folder artifact that `path` lies in. */
export function findArtifact(snapshot: Snapshot, path: string): FoundArtifact | undefined {
	const index = indexOf(snapshot);
	const exact = index.get(path);
	if (exact !== undefined) return { artifact: exact, inside: '' };
	for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
		const artifact = index.get(path.slice(0, slash));
		if (artifact?.isFolder) return { artifact, inside: path.slice(slash + 1) };
	}
	return undefined;
}

/** Artifacts at or below `path` ('' = all), in the snapshot's order. */
export function artifactsUnder(snapshot: Snapshot, path: string): readonly Artifact[] {
	if (path === '') return snapshot.artifacts;
	return snapshot.artifacts.filter(
		(artifact) => artifact.path === path || artifact.path.startsWith(`${path}/`),
	);
}
