import type { HashAlgorithm, ManifestEntry, ObjectId } from '../../core/model.ts';
import { formatDirManifest } from '../../core/pointers/dirManifest.ts';
import { createHash } from '../files/lazyCrypto.ts';

/** A file of a folder, with its content's id. */
export interface NamedContent {
	readonly path: string;
	readonly object: ObjectId;
}

/** The id DVC gives a folder of these files: md5 of the manifest it would write, and `.dir`. */
export function folderId(files: readonly NamedContent[], algorithm: HashAlgorithm = 'md5'): ObjectId {
	const digest = createHash('md5').update(formatDirManifest(files)).digest('hex');
	return { algorithm, hash: `${digest}.dir` };
}

/** {@link folderId} of a cloud-versioned folder, whose pointer lists its files; undefined when one has no hash. */
export function idOfEntries(entries: readonly ManifestEntry[]): ObjectId | undefined {
	const files: NamedContent[] = [];
	for (const { path, object } of entries) {
		if (object === undefined) return undefined;
		files.push({ path, object });
	}
	return folderId(files);
}
