import type { Artifact, ManifestEntry, ObjectId } from '../../../src/core/model.ts';

/** An md5 made of one letter or number repeated; the same for the same number. */
export function md5(n: number, folder = false): ObjectId {
	return { algorithm: 'md5', hash: `${n.toString(16).padStart(32, '0')}${folder ? '.dir' : ''}` };
}

/** A DVC artifact with the least said. */
export function artifact(path: string, object: ObjectId | undefined, more: Partial<Artifact> = {}): Artifact {
	return {
		path,
		system: 'dvc',
		pointerFile: `${path}.dvc`,
		object,
		isFolder: object?.hash.endsWith('.dir') ?? false,
		isExecutable: false,
		size: undefined,
		fileCount: undefined,
		kind: 'other',
		push: true,
		cached: true,
		projectRoot: '',
		...more,
	};
}

/** Entries of a folder from path to content number. */
export function entriesOf(files: ReadonlyMap<string, number>): ManifestEntry[] {
	return [...files].map(([path, content]) => ({ path, object: md5(content), size: undefined }));
}
