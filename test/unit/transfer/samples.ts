import { createHash } from 'node:crypto';
import type { Artifact, ObjectId } from '../../../src/core/model.ts';
import { formatDirManifest } from '../../../src/core/pointers/dirManifest.ts';
import { DvcCache } from '../../../src/platform/cache/dvcCache.ts';
import { dvcObjectPath } from '../../../src/platform/cache/objectPath.ts';
import type { Remote } from '../../../src/platform/remotes/remote.ts';
import type { TransferPlaces } from '../../../src/platform/transfer/context.ts';

/** Content with the object it is. */
export interface Sample {
	readonly object: ObjectId;
	readonly bytes: Uint8Array;
	readonly key: string;
}

export function sample(content: string | Uint8Array, suffix = ''): Sample {
	const bytes = Buffer.from(content);
	const object: ObjectId = { algorithm: 'md5', hash: createHash('md5').update(bytes).digest('hex') + suffix };
	return { object, bytes, key: dvcObjectPath(object) };
}

const plain = {
	system: 'dvc',
	isExecutable: false,
	kind: 'other',
	push: true,
	cached: true,
	projectRoot: '',
	fileCount: undefined,
	size: undefined,
} as const;

export function fileArtifact(
	path: string,
	{ object, bytes }: Sample,
	changes: Partial<Artifact> = {},
): Artifact {
	return {
		...plain,
		path,
		pointerFile: `${path}.dvc`,
		object,
		isFolder: false,
		size: bytes.length,
		...changes,
	};
}

/** A folder artifact with its manifest. */
export function folderArtifact(
	path: string,
	files: Readonly<Record<string, Sample>>,
	changes: Partial<Artifact> = {},
): { readonly artifact: Artifact; readonly manifest: Sample } {
	const entries = Object.entries(files).map(([name, { object }]) => ({ path: name, object }));
	const manifest = sample(formatDirManifest(entries), '.dir');
	const { object } = manifest;
	const size = Object.values(files).reduce((sum, { bytes }) => sum + bytes.length, 0);
	const fileCount = entries.length;
	const artifact = {
		...plain,
		path,
		pointerFile: `${path}.dvc`,
		object,
		isFolder: true,
		size,
		fileCount,
		...changes,
	};
	return { artifact, manifest };
}

/** One cache and one remote for every artifact. */
export function onePlace(folder: string, remote: Remote): TransferPlaces & { readonly cache: DvcCache } {
	const cache = new DvcCache(folder);
	return { cache, remoteOf: () => Promise.resolve(remote), storeOf: () => cache };
}
