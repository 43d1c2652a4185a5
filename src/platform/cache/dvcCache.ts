import { join } from 'node:path';
import type { ManifestEntry, ObjectId } from '../../core/model.ts';
import { parseDirManifest } from '../../core/pointers/dirManifest.ts';
import * as disk from '../files/disk.ts';
import { ContentStore, type StoreServices } from './contentStore.ts';
import { dvcObjectPath } from './objectPath.ts';

/**
 * A DVC cache folder (`.dvc/cache`, or `cache.dir`). Objects get mode 0444: DVC trusts such without hashing, so they
 * get it only after their bytes matched.
 */
export class DvcCache extends ContentStore {
	constructor(folder: string, services: StoreServices = {}) {
		super(
			{ folder, pathOf: dvcObjectPath, quarantine: join(folder, 'tidemark-quarantine'), mode: 0o444 },
			services,
		);
	}

	/**
	 * Files of a folder artifact, from its verified manifest; undefined when that is not here. Throws `malformed` or
	 * `unsafe` for a manifest that breaks a rule: none of its files are used then.
	 */
	async manifest(object: ObjectId, signal?: AbortSignal): Promise<ManifestEntry[] | undefined> {
		const path = await this.verified(object, signal);
		if (path === undefined) return undefined;
		return parseDirManifest(await disk.read(path), object.hash, object.algorithm);
	}
}
