import type { Artifact } from '../../core/model.ts';
import type { DvcCache } from './dvcCache.ts';
import type { LfsStore } from './lfsStore.ts';
import type { ObjectStore } from './objectStore.ts';

/** The stores of one repository: a DVC cache for each DVC project in it, and the Git LFS store. */
export interface ObjectStores {
	/** Cache of the DVC project whose root (relative to the repository) this is. */
	readonly dvc: (projectRoot: string) => DvcCache;
	readonly lfs: LfsStore;
}

/** The store that holds, or would hold, an artifact's objects. */
export function storeOf(
	stores: ObjectStores,
	artifact: Pick<Artifact, 'system' | 'projectRoot'>,
): ObjectStore {
	return artifact.system === 'lfs' ? stores.lfs : stores.dvc(artifact.projectRoot);
}
