import { dvcMetricsDiff, dvcParamsDiff, type ValueDiff } from '../../core/metrics/valueDiff.ts';
import type { Artifact, ManifestEntry, Side, Snapshot } from '../../core/model.ts';
import { type DvcDiff, dvcDiff } from '../../core/versions/dvcDiff.ts';
import { type ObjectStores, storeOf } from '../cache/objectStores.ts';
import { idOfEntries } from '../status/folderId.ts';
import type { RunOptions } from './project.ts';
import type { SideValues } from './values.ts';

/** What the document of `dvc diff` takes. */
export interface DiffServices {
	/** Pointers of a side; for the work tree what lies there, with the ids of the files as they are. */
	readonly contentSnapshot: (side: Side, options: RunOptions) => Promise<Snapshot>;
	/** Files of a folder artifact, fetched where they have to be. */
	readonly files: (artifact: Artifact, options: RunOptions) => Promise<readonly ManifestEntry[]>;
	readonly prepare: (artifacts: readonly Artifact[]) => Promise<void>;
	readonly stores: ObjectStores;
}

/** The document of `dvc diff A B --json`; see `Project.dvcDiff`. */
export async function diffDocument(
	a: Side,
	b: Side,
	services: DiffServices,
	options: RunOptions & { readonly showHash?: boolean | undefined } = {},
): Promise<DvcDiff | Record<string, never>> {
	const [old, fresh] = await Promise.all([
		services.contentSnapshot(a, options),
		services.contentSnapshot(b, options),
	]);
	await services.prepare(old.artifacts);
	const isCached = (object: NonNullable<Artifact['object']>, artifact: Artifact): Promise<boolean> =>
		storeOf(services.stores, artifact).has(object);
	return dvcDiff(old, fresh, {
		manifests: (artifact) => services.files(artifact, options),
		showHash: options.showHash,
		isCached: b.type === 'workspace' ? isCached : undefined,
		manifestId: (entries) => idOfEntries(entries) ?? { algorithm: 'md5', hash: '' },
	});
}

/** The document of `dvc metrics diff` or `dvc params diff`; see `Project.values`. */
export async function valueDocument(
	kind: 'metrics' | 'params',
	sides: readonly [SideValues, SideValues],
	options: { readonly all?: boolean | undefined } = {},
): Promise<ValueDiff> {
	const [old, fresh] = sides;
	const diff = kind === 'metrics' ? dvcMetricsDiff : dvcParamsDiff;
	const { document, errors } = await diff(old[kind], fresh[kind], options);
	return { document, errors: [...old.errors, ...fresh.errors, ...errors] };
}
