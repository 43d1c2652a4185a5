import type { Artifact, ObjectId } from '../../core/model.ts';
import type { TrackedEntry, TrackedTree } from '../../core/status/trackedTree.ts';
import { type ObjectStores, storeOf } from '../cache/objectStores.ts';
import { isThereSync } from '../files/diskSync.ts';
import { Slices } from './slices.ts';

/**
 * Paths of entries whose object is not on this machine. A cloud-versioned folder's own manifest is in its pointer, so
 * it counts as here.
 */
export async function notInCache(
	tree: TrackedTree,
	artifacts: ReadonlyMap<string, Artifact>,
	stores: ObjectStores,
): Promise<ReadonlySet<string>> {
	const missing = new Set<string>();
	const slices = new Slices();
	for (const entry of tree.values()) {
		const artifact = artifacts.get(entry.artifact);
		if (artifact === undefined || typeof entry.content !== 'object') continue;
		if (!(await isHere(entry, entry.content, artifact, stores))) missing.add(entry.path);
		await slices.next();
	}
	return missing;
}

function isHere(
	entry: TrackedEntry,
	object: ObjectId,
	artifact: Artifact,
	stores: ObjectStores,
): boolean | Promise<boolean> {
	if (artifact.system === 'lfs') return stores.lfs.has(object, artifact.size);
	if (entry.isFolder && artifact.entries !== undefined) return true;
	return isThereSync(storeOf(stores, artifact).pathOf(object));
}
