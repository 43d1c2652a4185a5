import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { inParallel, mapInParallel } from '../../core/inParallel.ts';
import type { ManifestEntry, ObjectId } from '../../core/model.ts';
import type { TransferReport } from '../../core/ports.ts';
import { objectKey } from '../cache/objectPath.ts';
import type { TransferOptions, TransferPlaces, Wanted } from './context.ts';
import { fetchObject } from './fetchObject.ts';
import { type ArtifactObject, childObject, ownObject } from './location.ts';
import { entriesInside, manifestHere, readManifest } from './manifest.ts';
import { TransferRun } from './run.ts';
import { checkFreeSpace } from './space.ts';

/** Objects prepared at a time; how many move is the queue's to say. */
const atOnce = 64;

/** Stands in a row of the report for an artifact without content of its own. */
const nothing: ObjectId = { algorithm: 'md5', hash: '' };

/**
 * Brings the content of artifacts into their stores: manifests first, then every file that is not here. One object's
 * failure is a row of the report, the others go on. Throws `cancelled` (what came stays) and `io` for a full disk.
 */
export async function fetchArtifacts(
	wanted: readonly Wanted[],
	places: TransferPlaces,
	options: TransferOptions = {},
): Promise<TransferReport> {
	const run = new TransferRun(options);
	const objects = (await mapInParallel(wanted, atOnce, (each) => objectsOf(each, places, run))).flat();
	const missing = await missingOf(objects, places, run);
	await checkFreeSpace(missing, places);
	run.progress.expect(missing.length, sumOfSizes(missing));
	await inParallel(missing, atOnce, (each) => fetchOne(each, places, run));
	throwIfCancelled(run.signal);
	return run.report();
}

/** Objects and bytes (undefined when not all sizes are declared) that {@link fetchArtifacts} would move. */
export async function planFetch(
	wanted: readonly Wanted[],
	places: TransferPlaces,
): Promise<{ objects: number; bytes: number | undefined }> {
	const plans = await mapInParallel(wanted, atOnce, (each) => planOne(each, places));
	return plans.reduce(
		(sum, plan) => ({
			objects: sum.objects + plan.objects,
			bytes: sum.bytes === undefined || plan.bytes === undefined ? undefined : sum.bytes + plan.bytes,
		}),
		{ objects: 0, bytes: 0 },
	);
}

/**
 * Files of a folder artifact; a manifest that is not here is fetched. Throws `missingObject` when it is nowhere, and
 * what {@link fetchObject} throws.
 */
export async function fetchManifest(
	{ artifact }: Pick<Wanted, 'artifact'>,
	places: TransferPlaces,
	run: TransferRun = new TransferRun({}),
): Promise<readonly ManifestEntry[]> {
	const store = places.storeOf(artifact);
	const here = await manifestHere(artifact, store, run.signal);
	if (here !== undefined || artifact.object === undefined) return here ?? [];
	const own = ownObject(artifact, artifact.object);
	run.progress.expect(1, undefined);
	await fetchOne(own, places, run, { rethrow: true });
	return readManifest(artifact, store.pathOf(artifact.object));
}

async function objectsOf(
	wanted: Wanted,
	places: TransferPlaces,
	run: TransferRun,
): Promise<readonly ArtifactObject[]> {
	const { artifact, inside } = wanted;
	const own = ownObject(artifact, artifact.object ?? nothing);
	const why = notFetched(wanted);
	if (why !== undefined) {
		run.skipped(own, why);
		return [];
	}
	if (!artifact.isFolder) return [own];
	try {
		const entries = entriesInside(await fetchManifest(wanted, places, run), inside);
		return entries.map((entry) => childObject(artifact, entry));
	} catch (error) {
		run.failed(own, error);
		return [];
	}
}

function notFetched({ artifact }: Wanted): string | undefined {
	if (artifact.system === 'git') return 'Its content is in git.';
	if (!artifact.cached) return 'Its content is not kept in the cache (cache: false).';
	if (artifact.object === undefined && artifact.entries === undefined) return 'Its pointer names no content.';
	return undefined;
}

/** Each object once, those that are here noted as skipped. */
async function missingOf(
	objects: readonly ArtifactObject[],
	places: TransferPlaces,
	run: TransferRun,
): Promise<readonly ArtifactObject[]> {
	const missing = new Map<string, ArtifactObject>();
	for (const each of objects) {
		throwIfCancelled(run.signal);
		const key = storedKey(each);
		if (missing.has(key)) continue;
		if (await places.storeOf(each.artifact).has(each.object, lfsSize(each))) run.skipped(each);
		else missing.set(key, each);
	}
	return [...missing.values()];
}

function storedKey({ artifact, object }: ArtifactObject): string {
	return `${artifact.projectRoot}\0${objectKey(object)}`;
}

/** A Git LFS object counts as here only with its declared size; DVC's sizes of folders are sums. */
function lfsSize({ artifact, size }: ArtifactObject): number | undefined {
	return artifact.system === 'lfs' ? size : undefined;
}

async function fetchOne(
	wanted: ArtifactObject,
	places: TransferPlaces,
	run: TransferRun,
	{ rethrow }: { readonly rethrow: boolean } = { rethrow: false },
): Promise<void> {
	const { signal } = run;
	let bytes = 0;
	const onBytes = (count: number): void => {
		bytes += count;
		run.progress.bytes(count, wanted.path);
	};
	try {
		const remote = await places.remoteOf(wanted.artifact, 'read');
		const store = places.storeOf(wanted.artifact);
		await run.queue.run(
			storedKey(wanted),
			() => {
				bytes = 0;
				return fetchObject(wanted, { remote, store }, { signal, onBytes });
			},
			signal,
		);
		run.done(wanted, bytes);
	} catch (error) {
		if (rethrow || TidemarkError.is(error, 'cancelled')) throw error;
		run.failed(wanted, error);
	}
	run.progress.object(wanted.path);
}

function sumOfSizes(objects: readonly ArtifactObject[]): number | undefined {
	let sum = 0;
	for (const { size } of objects) {
		if (size === undefined) return undefined;
		sum += size;
	}
	return sum;
}

async function planOne(
	wanted: Wanted,
	places: TransferPlaces,
): Promise<{ objects: number; bytes: number | undefined }> {
	const { artifact, inside } = wanted;
	if (notFetched(wanted) !== undefined) return { objects: 0, bytes: 0 };
	const store = places.storeOf(artifact);
	const entries = artifact.isFolder ? await manifestHere(artifact, store) : undefined;
	if (artifact.isFolder && entries === undefined) {
		return {
			objects: (artifact.fileCount ?? 0) + 1,
			bytes: inside === undefined ? artifact.size : undefined,
		};
	}
	const objects =
		entries === undefined
			? [ownObject(artifact, artifact.object ?? nothing)]
			: entriesInside(entries, inside).map((entry) => childObject(artifact, entry));
	const missing: ArtifactObject[] = [];
	for (const each of objects) if (!(await store.has(each.object, lfsSize(each)))) missing.push(each);
	const whole = missing.length === objects.length && inside === undefined ? artifact.size : undefined;
	return { objects: missing.length, bytes: sumOfSizes(missing) ?? whole };
}
