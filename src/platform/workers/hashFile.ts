import { TidemarkError } from '../../core/errors.ts';
import * as disk from '../files/disk.ts';
import { diskError } from '../files/diskError.ts';
import { openNewSync, readThroughSync, rmSync } from '../files/diskSync.ts';
import { contentHash } from './contentHash.ts';
import type { HashedFile, HashJob, HashOutcome } from './hashTypes.ts';

/** One buffer for all files of a thread: reading is synchronous, so two never share it at a time. */
let buffer: Uint8Array | undefined;
const bufferSize = 512 * 1024;

/** {@link hashFileSync} whose failure is a value. */
export function hashOutcomeSync(job: HashJob): HashOutcome {
	try {
		return hashFileSync(job);
	} catch (error) {
		return { error: diskError(error, 'read', job.path) };
	}
}

/**
 * Reads a file once on this thread, hashing it and, with `copyTo`, writing those very bytes to a new file. Throws `io`, and `refused` for what is no file or changed meanwhile; no copy is left then.
 */
export function hashFileSync(job: HashJob): HashedFile {
	// Opening a pipe or device may block or act, so the path is looked at before.
	const found = disk.statIfThereSync(job.path);
	if (found !== undefined && found.type !== 'file') throw refused(job.path, `is a ${found.type}, not a file`);
	return job.copyTo === undefined ? readThrough(job, () => {}) : copyThrough(job, job.copyTo);
}

/** Whether two looks at a file show the same content, as far as size, time and inode tell. */
export function isSameState(a: disk.FileStat, b: disk.FileStat): boolean {
	return a.size === b.size && a.mtimeNs === b.mtimeNs && a.inode === b.inode;
}

function copyThrough(job: HashJob, copyTo: string): HashedFile {
	const copy = openNewSync(copyTo);
	try {
		const hashed = readThrough(job, copy.write);
		if (job.flush !== false) copy.sync();
		copy.close();
		return hashed;
	} catch (error) {
		copy.close();
		rmSync(copyTo);
		throw error;
	}
}

function readThrough(job: HashJob, write: (chunk: Uint8Array) => void): HashedFile {
	const hash = contentHash(job.algorithm);
	let size = 0;
	buffer ??= new Uint8Array(bufferSize);
	const { before, after } = readThroughSync(job.path, buffer, (chunk) => {
		hash.update(chunk);
		write(chunk);
		size += chunk.length;
	});
	if (size !== before.size || !isSameState(before, after))
		throw refused(job.path, 'changed while it was read');
	return { hash: hash.digest(), size, stat: after };
}

function refused(path: string, why: string): TidemarkError {
	return new TidemarkError('refused', `${path} ${why}.`, {
		file: path,
		kept: 'Nothing was stored of it.',
		next: 'Try again when no program writes it.',
	});
}
