import type { ObjectId } from '../../core/model.ts';

/** How content is taken into a store. */
export interface PutOptions {
	readonly signal?: AbortSignal | undefined;
	/** Told how many bytes have come since the last call. */
	readonly onBytes?: ((bytes: number) => void) | undefined;
	/** Declared size; more bytes than that stop the stream at once. */
	readonly size?: number | undefined;
}

/** Objects of one system on this machine: DVC's cache or the Git LFS store. Paths are absolute. */
export interface ObjectStore {
	/** Where the object is, or would be; throws `malformed` for a hash that is none. */
	pathOf(object: ObjectId): string;
	/** Whether a file is at the object's place (for LFS: of the right size); its bytes are not looked at. */
	has(object: ObjectId, size?: number): Promise<boolean>;
	/**
	 * Path of the object after its bytes were found to match its hash (once per process and file state). Undefined when
	 * it is not here; one whose bytes do not match is moved to quarantine, never removed, and counts as not here.
	 */
	verified(object: ObjectId, signal?: AbortSignal): Promise<string | undefined>;
	/**
	 * Stores a stream under its hash and returns the path. Bytes that do not match throw `corrupt`, naming how they
	 * begin, and nothing is stored.
	 */
	putStream(object: ObjectId, body: AsyncIterable<Uint8Array>, options?: PutOptions): Promise<string>;
	/** {@link putStream} for bytes in memory. */
	putBytes(object: ObjectId, bytes: Uint8Array): Promise<string>;
}
