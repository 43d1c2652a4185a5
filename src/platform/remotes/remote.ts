import type { EndpointRequest } from '../../core/ports.ts';
import type { RemoteSettings } from '../project/remoteSettings.ts';

/** One object on a remote. `key` is relative to the remote's url, POSIX separators: `files/md5/ab/cd…`, `data/a.txt`. */
export interface RemoteLocation {
	readonly key: string;
	/** On a cloud-versioned remote. */
	readonly versionId?: string | undefined;
}

/** Bytes `[start, end]`, both included; `end` absent = to the end. */
export interface ByteRange {
	readonly start: number;
	readonly end?: number | undefined;
}

/** Content on its way; read it to the end, or break off: both close the connection. */
export interface RemoteContent {
	/** Bytes the remote says will come; undefined when it does not say. */
	readonly size: number | undefined;
	readonly body: AsyncIterable<Uint8Array>;
}

/** What a call that moves bytes takes. */
export interface RemotePutOptions {
	readonly size: number;
	readonly signal?: AbortSignal | undefined;
	/** Told how many bytes have gone since the last call. */
	readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * A storage elsewhere. Errors: `unreachable` (no answer, not mounted), `denied` (we may not, or cannot tell),
 * `missingObject` (`get` of what is not there), `cancelled`. "Not there" is said only when the remote said so.
 */
export interface Remote {
	readonly settings: RemoteSettings;
	/** What consent is asked for: where we connect and as whom, without credentials. */
	describe(access: EndpointRequest['access']): EndpointRequest;
	/** Keys that are there, with their sizes in bytes. One call for all keys: it lists by prefix where that is cheaper. */
	exists(keys: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, number>>;
	/** Size in bytes, or undefined when the remote says it is not there. */
	head(location: RemoteLocation, signal?: AbortSignal): Promise<number | undefined>;
	get(
		location: RemoteLocation,
		options?: { readonly range?: ByteRange | undefined; readonly signal?: AbortSignal | undefined },
	): Promise<RemoteContent>;
	/** Uploads a local file; it gets its key only when it is whole. */
	put(key: string, file: string, options: RemotePutOptions): Promise<void>;
	/** Closes connections. */
	dispose(): void;
}
