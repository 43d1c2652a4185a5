import { mapInParallel } from '../../core/inParallel.ts';
import type { Artifact, FileChange, FileVersion, Snapshot } from '../../core/model.ts';
import type { ObjectStore } from '../cache/objectStore.ts';
import { statIfThere } from '../files/disk.ts';
import type { GitRepository } from '../git/gitRepository.ts';

/** Where sizes that no pointer or manifest names are looked up. */
export interface SizeSources {
	readonly git: Pick<GitRepository, 'blobSize'>;
	readonly storeOf: (artifact: Artifact) => ObjectStore;
}

/** Changes above so many are shown without sizes: each would cost a look at the disk. */
const most = 20_000;
const atOnce = 64;

/** Adds the sizes of contents that are on this machine; what is not here keeps the size its pointer declares, or none. */
export async function withSizes(
	changes: readonly FileChange[],
	sides: readonly Snapshot[],
	sources: SizeSources,
): Promise<readonly FileChange[]> {
	if (changes.length > most) return changes;
	const artifacts = new Map(sides.flatMap((side) => side.artifacts).map((each) => [each.path, each]));
	return mapInParallel(changes, atOnce, async (change) => {
		const artifact = change.artifact === undefined ? undefined : artifacts.get(change.artifact);
		const [old, fresh] = await Promise.all([
			sized(change.old, artifact, sources),
			sized(change.new, artifact, sources),
		]);
		return { ...change, old, new: fresh };
	});
}

async function sized(
	version: FileVersion | undefined,
	artifact: Artifact | undefined,
	sources: SizeSources,
): Promise<FileVersion | undefined> {
	if (version?.object === undefined || version.size !== undefined) return version;
	const { object } = version;
	if (object.algorithm === 'gitBlob') return { object, size: await sources.git.blobSize(object.hash) };
	if (artifact === undefined) return version;
	const found = await statIfThere(sources.storeOf(artifact).pathOf(object));
	return found?.type === 'file' ? { object, size: found.size } : version;
}
