import type { Artifact } from '../../core/model.ts';
import type { EndpointRequest, Progress } from '../../core/ports.ts';
import type { ObjectStore } from '../cache/objectStore.ts';
import type { Remote } from '../remotes/remote.ts';

/** What transfers are put together from; the remotes it gives were consented to. */
export interface TransferPlaces {
	/** Opened once per remote and kept. Throws `noRemote`, `unsupported`, `notApproved`. */
	readonly remoteOf: (artifact: Artifact, access: EndpointRequest['access']) => Promise<Remote>;
	readonly storeOf: (artifact: Artifact) => ObjectStore;
}

/** What every transfer takes. */
export interface TransferOptions {
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
	/** Objects moved at the same time; default: found out while moving. */
	readonly jobs?: number | undefined;
}

/** An artifact, or some of a folder artifact's files. */
export interface Wanted {
	readonly artifact: Artifact;
	/** Paths inside a folder artifact (relative to it; files or folders); all files when absent. */
	readonly inside?: readonly string[] | undefined;
}
