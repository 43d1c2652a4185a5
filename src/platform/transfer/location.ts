import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, CloudLocation, ManifestEntry, ObjectId } from '../../core/model.ts';
import { dvcObjectPath } from '../cache/objectPath.ts';
import type { RemoteSettings } from '../project/remoteSettings.ts';
import type { RemoteLocation } from '../remotes/remote.ts';

/** Content a pointer names: a single file, a folder's manifest, or one of its files. */
export interface ArtifactObject {
	readonly artifact: Artifact;
	/** Path in the repository; of the folder for its manifest. */
	readonly path: string;
	readonly object: ObjectId;
	/** Bytes, where the pointer says them. */
	readonly size: number | undefined;
	readonly cloud: ReadonlyMap<string, CloudLocation> | undefined;
}

/** The object of an artifact itself: the file, or the folder's manifest. */
export function ownObject(artifact: Artifact, object: ObjectId): ArtifactObject {
	const { path, size, cloud, isFolder } = artifact;
	return { artifact, path, object, size: isFolder ? undefined : size, cloud };
}

/** The object of one of a folder's files. Throws `unsupported` for an entry that names no hash. */
export function childObject(artifact: Artifact, entry: ManifestEntry): ArtifactObject {
	const path = `${artifact.path}/${entry.path}`;
	if (entry.object !== undefined) {
		return { artifact, path, object: entry.object, size: entry.size, cloud: entry.cloud };
	}
	throw new TidemarkError('unsupported', `${path} names no hash, so what comes could not be checked.`, {
		file: artifact.pointerFile,
		next: 'Run "dvc pull" and "dvc commit" for it.',
	});
}

/**
 * Where a remote keeps an object: under its hash; on a remote that keeps versions itself, under the path the file has
 * in the DVC project, with the version its pointer names. Throws `missingObject` when the pointer names none there.
 */
export function locate(wanted: ArtifactObject, remote: RemoteSettings): RemoteLocation {
	if (!remote.versionAware) return { key: dvcObjectPath(wanted.object) };
	const version = wanted.cloud?.get(remote.name);
	const key = pathInProject(wanted);
	if (version !== undefined) return { key, versionId: version.versionId };
	throw new TidemarkError(
		'missingObject',
		`${wanted.path} was not pushed to "${remote.name}": its pointer names no version there.`,
		{ file: wanted.artifact.pointerFile, next: 'Ask who made this version to push it.' },
	);
}

function pathInProject({ path, artifact: { projectRoot } }: ArtifactObject): string {
	return projectRoot === '' ? path : path.slice(projectRoot.length + 1);
}
