import { describeError, type ErrorCode, TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { Artifact, ManifestEntry, ObjectId } from '../../core/model.ts';
import type { FolderListing } from '../../core/status/trackedTree.ts';
import { type ObjectStores, storeOf } from '../cache/objectStores.ts';
import { manifestHere } from '../transfer/manifest.ts';
import { idOfEntries } from './folderId.ts';

/** Gets the files of a folder artifact from its remote; undefined when the manifest is not there. */
export type ManifestFetcher = (
	artifact: Artifact,
	signal?: AbortSignal,
) => Promise<readonly ManifestEntry[] | undefined>;

/** A manifest that may not be used, or could not be had. */
export interface RefusedManifest {
	readonly path: string;
	readonly reason: string;
}

/** A manifest that was read and is wrong; others could not be had. */
function breaksRule(error: unknown): boolean {
	return !TidemarkError.is(error) || !withoutManifest.has(error.code);
}

const withoutManifest: ReadonlySet<ErrorCode> = new Set([
	'missingObject',
	'noRemote',
	'unreachable',
	'denied',
	'unsupported',
	'notApproved',
]);

/** The files of folder artifacts, read when first asked for. */
export class FolderListings {
	readonly #stores: ObjectStores;
	readonly #fetch: ManifestFetcher | undefined;
	readonly #signal: AbortSignal | undefined;
	readonly #known = new Map<Artifact, Promise<FolderListing>>();
	/** Paths of folders whose manifest was not here and had to be fetched. */
	readonly fetched = new Set<string>();
	/** Manifests that break a rule, by artifact. */
	readonly refused: RefusedManifest[] = [];
	/** Manifests that were not here and could not be fetched, by artifact. */
	readonly unreached: RefusedManifest[] = [];

	/** Without `fetch` only the caches are looked into. */
	constructor(stores: ObjectStores, fetch: ManifestFetcher | undefined, signal?: AbortSignal) {
		this.#stores = stores;
		this.#fetch = fetch;
		this.#signal = signal;
	}

	of(artifact: Artifact): Promise<FolderListing> {
		const known = this.#known.get(artifact);
		if (known !== undefined) return known;
		const listing = this.#read(artifact);
		this.#known.set(artifact, listing);
		return listing;
	}

	/** The folder's id without reading its manifest. */
	static idOf(artifact: Artifact): ObjectId | undefined {
		if (artifact.object !== undefined || artifact.entries === undefined) return artifact.object;
		return idOfEntries(artifact.entries);
	}

	async #read(artifact: Artifact): Promise<FolderListing> {
		return { object: FolderListings.idOf(artifact), files: await this.#files(artifact) };
	}

	async #files(artifact: Artifact): Promise<readonly ManifestEntry[] | undefined> {
		if (!artifact.isFolder || !artifact.cached) return undefined;
		if (artifact.entries === undefined && artifact.object === undefined) return undefined;
		try {
			const here = await manifestHere(artifact, storeOf(this.#stores, artifact), this.#signal);
			if (here !== undefined || this.#fetch === undefined) return here;
			this.fetched.add(artifact.path);
			return await this.#fetch(artifact, this.#signal);
		} catch (error) {
			throwIfCancelled(this.#signal);
			if (breaksRule(error)) this.refused.push({ path: artifact.path, reason: describeError(error) });
			else this.unreached.push({ path: artifact.path, reason: describeError(error) });
			return undefined;
		}
	}
}
