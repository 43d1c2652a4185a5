import type { Artifact } from '../model.ts';
import type { LfsPointer } from '../pointers/lfsPointer.ts';
import { classified } from './kind.ts';

/** The artifact a Git LFS pointer at a path stands for. */
export function lfsArtifact(path: string, pointer: LfsPointer, executable: boolean): Artifact {
	return classified({
		path,
		system: 'lfs',
		pointerFile: path,
		object: { algorithm: 'sha256', hash: pointer.oid },
		isFolder: false,
		isExecutable: executable,
		size: pointer.size,
		fileCount: undefined,
		kind: 'other',
		push: true,
		cached: true,
		projectRoot: '',
	});
}
