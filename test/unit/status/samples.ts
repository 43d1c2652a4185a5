import type { Artifact, ManifestEntry, ObjectId } from '../../../src/core/model.ts';

/** An id that stands for the content named by a short text. */
export function objectOf(text: string, algorithm: ObjectId['algorithm'] = 'md5'): ObjectId {
	return { algorithm, hash: Buffer.from(text).toString('hex').padEnd(32, '0').slice(0, 32) };
}

/** A file artifact of DVC; `changes` replace what differs. */
export function artifactOf(path: string, changes: Partial<Artifact> = {}): Artifact {
	return {
		path,
		system: 'dvc',
		pointerFile: `${path}.dvc`,
		object: objectOf(path),
		isFolder: false,
		isExecutable: false,
		size: 1,
		fileCount: undefined,
		kind: 'other',
		push: true,
		cached: true,
		projectRoot: '',
		...changes,
	};
}

export function folderOf(path: string, changes: Partial<Artifact> = {}): Artifact {
	const { algorithm, hash } = objectOf(path);
	return artifactOf(path, { isFolder: true, object: { algorithm, hash: `${hash}.dir` }, ...changes });
}

export function entryOf(path: string, content = path): ManifestEntry {
	return { path, object: objectOf(content), size: undefined };
}
