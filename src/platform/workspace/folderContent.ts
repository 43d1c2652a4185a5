import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, ManifestEntry, ObjectId } from '../../core/model.ts';
import { formatDirManifest } from '../../core/pointers/dirManifest.ts';
import type { OutContent } from '../../core/pointers/dvcFileEdit.ts';
import { joinPath } from '../../core/pointers/paths.ts';
import type { DvcCache } from '../cache/dvcCache.ts';
import { createHash } from '../files/lazyCrypto.ts';
import type { DvcAlgorithm, StoredFile } from './storeContent.ts';

/** A file of a folder that has an object. */
export interface FolderFile {
	readonly path: string;
	readonly object: ObjectId;
}

/** A folder's new content and the files it is made of. */
export interface FolderContent {
	readonly object: ObjectId;
	readonly content: OutContent;
}

/** Makes a folder's manifest and stores it, files being in the cache already. */
export async function storeManifest(
	cache: DvcCache,
	files: readonly FolderFile[],
	algorithm: DvcAlgorithm,
	store: boolean,
): Promise<ObjectId> {
	const bytes = formatDirManifest(files);
	const object = { algorithm, hash: `${createHash('md5').update(bytes).digest('hex')}.dir` };
	if (store) await cache.putBytes(object, bytes);
	return object;
}

/**
 * A tracked folder's content after one file or folder inside was tracked anew, as DVC's granular add makes it: the
 * entries below `path` replaced, all others kept although they may not be in the work tree. The size stays known
 * only when something was merely added, or nothing changed.
 * Throws `missingObject` when the folder's manifest is not in the cache.
 */
export async function changePart(
	cache: DvcCache,
	artifact: Artifact,
	path: string,
	stored: readonly StoredFile[],
	isFolder: boolean,
): Promise<FolderContent> {
	const before = await currentEntries(cache, artifact);
	const kept = before.filter((entry) => entry.path !== path && !entry.path.startsWith(`${path}/`));
	const added = stored.map((file) => ({ path: joinPath(path, file.path), object: file.object }));
	if (added.length === 0 && kept.length === before.length) {
		throw new TidemarkError('notFound', `There is no "${joinPath(artifact.path, path)}".`, {
			kept: 'Nothing was changed.',
		});
	}
	// DVC stores the part's own manifest too.
	if (isFolder) await storeManifest(cache, stored, 'md5', true);
	const files = [...kept, ...added];
	const object = await storeManifest(cache, files, 'md5', true);
	const addedSize = stored.reduce((sum, { size }) => sum + size, 0);
	const size = sizeAfter(artifact, object, kept.length === before.length, addedSize);
	return { object, content: { md5: object.hash, size, fileCount: files.length, isExecutable: false } };
}

function sizeAfter(
	artifact: Artifact,
	object: ObjectId,
	onlyAdded: boolean,
	addedSize: number,
): number | undefined {
	// DVC counts a size of 0 as none here.
	if (onlyAdded && artifact.size) return artifact.size + addedSize;
	return artifact.object?.hash === object.hash ? artifact.size : undefined;
}

async function currentEntries(cache: DvcCache, artifact: Artifact): Promise<FolderFile[]> {
	if (artifact.object?.algorithm === 'md5-dos2unix' || artifact.entries !== undefined) {
		throw new TidemarkError('unsupported', `A part of "${artifact.path}" cannot be tracked alone.`, {
			file: artifact.pointerFile,
			kept: 'Nothing was changed.',
			next: 'Track the whole folder.',
		});
	}
	const entries = artifact.object === undefined ? [] : await cache.manifest(artifact.object);
	if (entries !== undefined) return entries.flatMap(withObject);
	throw new TidemarkError(
		'missingObject',
		`The list of files of "${artifact.path}" is not on this machine.`,
		{
			file: artifact.pointerFile,
			kept: 'Nothing was changed.',
			next: `Fetch "${artifact.path}" first.`,
		},
	);
}

function withObject({ path, object }: ManifestEntry): FolderFile[] {
	return object === undefined ? [] : [{ path, object }];
}
