import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, ManifestEntry } from '../../core/model.ts';
import { parseDirManifest } from '../../core/pointers/dirManifest.ts';
import type { ObjectStore } from '../cache/objectStore.ts';
import { read } from '../files/disk.ts';

/**
 * Files of a folder artifact as far as they are known here: from the pointer of a cloud-versioned one, else from the
 * verified manifest in the store. Undefined when that is not here. Throws `malformed`, `unsafe`.
 */
export async function manifestHere(
	artifact: Artifact,
	store: ObjectStore,
	signal?: AbortSignal,
): Promise<readonly ManifestEntry[] | undefined> {
	if (artifact.entries !== undefined) return artifact.entries;
	if (artifact.object === undefined) return [];
	const path = await store.verified(artifact.object, signal);
	if (path === undefined) return undefined;
	return readManifest(artifact, path);
}

/** Parses a manifest file that was verified. */
export async function readManifest(artifact: Artifact, path: string): Promise<readonly ManifestEntry[]> {
	const { object } = artifact;
	if (object === undefined) throw new TidemarkError('missingObject', `${artifact.path} names no manifest.`);
	return parseDirManifest(
		await read(path),
		`${object.hash} (manifest of ${artifact.path})`,
		object.algorithm,
	);
}

/** The entries that a selection inside a folder names: those files, and all files below those folders. */
export function entriesInside(
	entries: readonly ManifestEntry[],
	inside: readonly string[] | undefined,
): readonly ManifestEntry[] {
	if (inside === undefined) return entries;
	const files = new Set(inside);
	const folders = inside.map((path) => `${path}/`);
	return entries.filter(({ path }) => files.has(path) || folders.some((folder) => path.startsWith(folder)));
}
