import { throwIfCancelled } from '../../core/errors.ts';
import type { Remote, RemoteLocation } from '../remotes/remote.ts';

/** A version of a file on a remote that keeps versions itself. */
export interface NamedVersion extends RemoteLocation {
	/** Of the entry, in the repository. */
	readonly path: string;
}

const parallelHeads = 16;

/** Paths of the entries whose version is there. */
export async function headAll(
	remote: Remote,
	versions: readonly NamedVersion[],
	signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
	const there = new Set<string>();
	const waiting = versions.values();
	const work = async (): Promise<void> => {
		for (const { path, key, versionId } of waiting) {
			throwIfCancelled(signal);
			if ((await remote.head({ key, versionId }, signal)) !== undefined) there.add(path);
		}
	};
	await Promise.all(Array.from({ length: parallelHeads }, work));
	return there;
}
