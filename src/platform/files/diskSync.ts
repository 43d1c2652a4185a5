/** The part of `disk.ts` for threads that may wait: hashing many small files is several times faster so. */
import {
	closeSync,
	constants,
	existsSync,
	fstatSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readSync,
	rmSync as removeSync,
	writeSync,
} from 'node:fs';
import { type FileStat, newFlags, readFlags, toFileStat } from './disk.ts';
import { diskError } from './diskError.ts';

function guardedSync<T>(action: string, path: string, call: () => T): T {
	try {
		return call();
	} catch (error) {
		throw diskError(error, action, path);
	}
}

/**
 * Reads a file from start to end on this thread; a chunk is valid only during its call. Gives the file as it was
 * before and after. Errors of `onChunk` pass through as they are.
 */
export function readThroughSync(
	path: string,
	buffer: Uint8Array,
	onChunk: (chunk: Uint8Array) => void,
): { readonly before: FileStat; readonly after: FileStat } {
	const file = guardedSync('open', path, () => openSync(path, readFlags));
	const look = (): FileStat =>
		guardedSync('look at', path, () => toFileStat(fstatSync(file, { bigint: true })));
	try {
		const before = look();
		while (before.type === 'file') {
			const length = guardedSync('read', path, () => readSync(file, buffer, 0, buffer.length, null));
			if (length === 0) break;
			onChunk(buffer.subarray(0, length));
		}
		return { before, after: look() };
	} finally {
		closeSync(file);
	}
}

/** A new file written on this thread. */
export interface NewFileSync {
	write(chunk: Uint8Array): void;
	/** Brings the content to the disk. */
	sync(): void;
	close(): void;
}

/** {@link openNew} on this thread. */
export function openNewSync(path: string): NewFileSync {
	const file = guardedSync('create', path, () => openSync(path, newFlags, 0o666));
	return {
		write: (chunk) => {
			for (let at = 0; at < chunk.length; ) {
				at += guardedSync('write', path, () => writeSync(file, chunk, at, chunk.length - at));
			}
		},
		sync: () => guardedSync('save', path, () => fsyncSync(file)),
		close: () => closeSync(file),
	};
}

/** {@link rm} without leaving the thread. */
export function rmSync(path: string): void {
	guardedSync('remove', path, () => removeSync(path, { force: true }));
}

/** Makes a folder and its parents on this thread. */
export function mkdirsSync(path: string): void {
	guardedSync('make the folder', path, () => mkdirSync(path, { recursive: true }));
}

/** Whether anything is at the path, links followed; cheaper than a `stat`, for thousands of questions. */
export function isThereSync(path: string): boolean {
	return existsSync(path);
}

const smallFile = new Uint8Array(16 * 1024);
const noLinkFlags = readFlags | (constants.O_NOFOLLOW ?? 0);

/**
 * Content of a plain file in as few calls as there are, for thousands of small ones. Undefined for all else (nothing
 * there, a link, a folder, an empty file, 16 KiB or more, no permission): who wants to know has to look.
 */
export function readSmallFileSync(path: string): Uint8Array | undefined {
	if (constants.O_NOFOLLOW === undefined) return undefined;
	let file: number | undefined;
	try {
		file = openSync(path, noLinkFlags);
		const length = readSync(file, smallFile, 0, smallFile.length, 0);
		return length > 0 && length < smallFile.length ? smallFile.slice(0, length) : undefined;
	} catch {
		return undefined;
	} finally {
		if (file !== undefined) closeSync(file);
	}
}

/** A file held open and read piece by piece without leaving the thread, in workers; close it in every case. */
export interface SyncFile {
	/** Bytes, when it was opened. */
	readonly size: number;
	/** Fills `into` from `offset`; the number of bytes read, fewer at the end of the file. */
	read(into: Uint8Array, offset: number): number;
	close(): void;
}

/** Opens a file for {@link SyncFile.read}. */
export function openToReadSync(path: string): SyncFile {
	const file = guardedSync('open', path, () => openSync(path, 'r'));
	return {
		size: guardedSync('look at', path, () => fstatSync(file).size),
		read: (into, offset) => guardedSync('read', path, () => readSync(file, into, 0, into.length, offset)),
		close: () => closeSync(file),
	};
}
