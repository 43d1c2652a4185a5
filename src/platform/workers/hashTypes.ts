import type { TidemarkError } from '../../core/errors.ts';
import type { FileStat } from '../files/disk.ts';

/** Hashes that name a file's content outside git. */
export type ContentAlgorithm = 'md5' | 'sha256' | 'md5-dos2unix';

/** One file to hash, or to copy and hash in one pass. */
export interface HashJob {
	/** Absolute; links are followed. */
	readonly path: string;
	readonly algorithm: ContentAlgorithm;
	/** Absolute path, not existing yet, that gets a copy of exactly the bytes hashed. */
	readonly copyTo?: string | undefined;
	/** Whether the copy is on the disk when the job is done (default); of many, all are flushed together later. */
	readonly flush?: boolean | undefined;
	/** Bytes, when known: decides who hashes it. */
	readonly size?: number | undefined;
}

/** A hashed file. */
export interface HashedFile {
	/** Lower-case hex. */
	readonly hash: string;
	/** Bytes read. */
	readonly size: number;
	/** The file before and after it was read, the same. */
	readonly stat: FileStat;
}

/** What came of one job; a failure of one file is its own. */
export type HashOutcome = HashedFile | { readonly error: TidemarkError };
