import type { Artifact, ManifestEntry, ObjectId, Snapshot } from '../model.ts';
import { compareText } from './compareText.ts';

/** Id a folder's manifest has or would have; for cloud-versioned folders, whose pointer lists the files itself. */
export type ManifestId = (entries: readonly ManifestEntry[]) => ObjectId | undefined;

/**
 * SHA-256 (lower-case hex) over the sorted lines `path NUL algorithm:hash NUL size LF`, one for each dataset and label
 * artifact, label files in plain git included. A folder counts by its manifest's id; what is not declared is empty.
 * `sha256` hashes the UTF-8 bytes of a text; `manifestId` is needed where folders are cloud-versioned.
 */
export function fingerprint(
	snapshot: Snapshot,
	sha256: (text: string) => string,
	manifestId?: ManifestId,
): string {
	const lines = snapshot.artifacts.filter(counts).map((artifact) => line(artifact, manifestId));
	return sha256(lines.sort(compareText).join(''));
}

function counts({ kind }: Artifact): boolean {
	return kind === 'dataset' || kind === 'labels';
}

function line(artifact: Artifact, manifestId: ManifestId | undefined): string {
	const { path, size, entries } = artifact;
	const object = artifact.object ?? (entries === undefined ? undefined : manifestId?.(entries));
	const id = object === undefined ? '' : `${object.algorithm}:${object.hash}`;
	return `${path}\0${id}\0${size ?? ''}\n`;
}
