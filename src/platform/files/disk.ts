/**
 * The module that touches the disk, with `diskSync.ts`. Paths are absolute; every failure is an `io` `TidemarkError`
 * that names the path and has the system's error as its cause. What may be written is the callers' to decide.
 */
import { type BigIntStats, constants, type Dirent, lstatSync, readFileSync, statSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { TidemarkError } from '../../core/errors.ts';
import { diskCode, diskError, isNotThere } from './diskError.ts';

export type FileType = 'file' | 'folder' | 'link' | 'other';

/** What the file system says about a path. */
export interface FileStat {
	readonly type: FileType;
	/** Bytes. */
	readonly size: number;
	/** Last change of the content, nanoseconds since the epoch. */
	readonly mtimeNs: bigint;
	readonly inode: bigint;
	readonly device: bigint;
	/** Permission bits, `0o644`. */
	readonly mode: number;
	/** Number of hard links. */
	readonly links: number;
}

/** One entry of a folder. */
export interface FolderEntry {
	readonly name: string;
	readonly type: FileType;
}

/** A file being written; close it in every case. */
export type OpenFile = fs.FileHandle;

const lookOptions = { bigint: true, throwIfNoEntry: false } as const;

async function guarded<T>(action: string, path: string, call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		throw diskError(error, action, path);
	}
}

async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
	try {
		return await call();
	} catch (error) {
		if (isNotThere(error)) return undefined;
		throw error;
	}
}

function typeOf(entry: BigIntStats | Dirent): FileType {
	if (entry.isFile()) return 'file';
	if (entry.isDirectory()) return 'folder';
	return entry.isSymbolicLink() ? 'link' : 'other';
}

/** The house's view of what `stat` gives. */
export function toFileStat(stats: BigIntStats): FileStat {
	return {
		type: typeOf(stats),
		size: Number(stats.size),
		mtimeNs: stats.mtimeNs,
		inode: stats.ino,
		device: stats.dev,
		mode: Number(stats.mode & 0o7777n),
		links: Number(stats.nlink),
	};
}

/** Follows links. */
export function stat(path: string): Promise<FileStat> {
	return guarded('look at', path, async () => toFileStat(await fs.stat(path, { bigint: true })));
}

/** Does not follow a link at the end of the path. */
export function lstat(path: string): Promise<FileStat> {
	return guarded('look at', path, async () => toFileStat(await fs.lstat(path, { bigint: true })));
}

/** {@link stat}, or undefined when nothing is there. */
export function statIfThere(path: string): Promise<FileStat | undefined> {
	return unlessMissing(() => stat(path));
}

/** {@link lstat}, or undefined when nothing is there. */
export function lstatIfThere(path: string): Promise<FileStat | undefined> {
	return unlessMissing(() => lstat(path));
}

function unlessMissingSync<T>(action: string, path: string, call: () => T): T | undefined {
	try {
		return call();
	} catch (error) {
		if (isNotThere(error)) return undefined;
		throw diskError(error, action, path);
	}
}

/** {@link statIfThere} without leaving the thread: several times faster for thousands of files. */
export function statIfThereSync(path: string): FileStat | undefined {
	const stats = unlessMissingSync('look at', path, () => statSync(path, lookOptions));
	return stats === undefined ? undefined : toFileStat(stats);
}

/** {@link lstatIfThere} without leaving the thread. */
export function lstatIfThereSync(path: string): FileStat | undefined {
	const stats = unlessMissingSync('look at', path, () => lstatSync(path, lookOptions));
	return stats === undefined ? undefined : toFileStat(stats);
}

function refuseAbove(size: number, maxBytes: number, path: string): void {
	const what = `${path} has ${size} bytes; at most ${maxBytes} are read here.`;
	if (size > maxBytes) throw new TidemarkError('malformed', what, { file: path });
}

/** The whole content; throws `malformed` above `maxBytes`. */
export function read(path: string, maxBytes = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
	return guarded('read', path, async () => {
		if (Number.isFinite(maxBytes)) refuseAbove((await fs.stat(path)).size, maxBytes, path);
		const bytes = await fs.readFile(path);
		refuseAbove(bytes.length, maxBytes, path);
		return bytes;
	});
}

/** {@link read}, or undefined when nothing is there. */
export function readIfThere(path: string, maxBytes?: number): Promise<Uint8Array | undefined> {
	return unlessMissing(() => read(path, maxBytes));
}

/** {@link readIfThere} without leaving the thread. */
export function readIfThereSync(path: string): Uint8Array | undefined {
	return unlessMissingSync('read', path, () => readFileSync(path));
}

/** The content as UTF-8 text, or undefined when nothing is there. */
export async function readTextIfThere(path: string, maxBytes?: number): Promise<string | undefined> {
	const bytes = await readIfThere(path, maxBytes);
	return bytes === undefined ? undefined : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Entries of a folder, in no order. */
export function readdir(path: string): Promise<readonly FolderEntry[]> {
	return guarded('list', path, async () => {
		const entries = await fs.readdir(path, { withFileTypes: true });
		return entries.map((entry) => ({ name: entry.name, type: typeOf(entry) }));
	});
}

/** {@link readdir}, or undefined when nothing is there. */
export function readdirIfThere(path: string): Promise<readonly FolderEntry[] | undefined> {
	return unlessMissing(() => readdir(path));
}

/** Makes a folder and its parents; fine when it exists. */
export async function mkdirs(path: string): Promise<void> {
	await guarded('make the folder', path, () => fs.mkdir(path, { recursive: true }));
}

/** Flags of {@link openNew}: never an existing file, never through a link. */
export const newFlags =
	constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
/** Flags of {@link openToRead}. */
export const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Opens a file that must not exist yet, for writing; a link at its place is refused. */
export function openNew(path: string, mode = 0o666): Promise<OpenFile> {
	return guarded('create', path, () => fs.open(path, newFlags, mode));
}

/** Opens a file for reading; never waits on a pipe. */
export function openToRead(path: string): Promise<OpenFile> {
	return guarded('open', path, () => fs.open(path, readFlags));
}

/** Writes all of a chunk. */
export function writeAll(file: OpenFile, chunk: Uint8Array): Promise<void> {
	return guarded('write', 'a temporary file', async () => {
		for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at, chunk.length - at)).bytesWritten;
	});
}

/** Bytes `[start, end]` (both included; all when absent) of a file as a stream of chunks. */
export async function* readRange(
	path: string,
	range: { readonly start?: number | undefined; readonly end?: number | undefined } = {},
): AsyncGenerator<Uint8Array> {
	const file = await openToRead(path);
	try {
		const stream = file.createReadStream({
			start: range.start ?? 0,
			...(range.end === undefined ? {} : { end: range.end }),
			autoClose: false,
			highWaterMark: 256 * 1024,
		});
		for await (const chunk of stream) yield chunk as Uint8Array;
	} catch (error) {
		throw diskError(error, 'read', path);
	} finally {
		await file.close();
	}
}

/** Milliseconds between attempts, where a file that a program has open cannot be replaced. */
const renameWaits = process.platform === 'win32' ? [20, 100, 400] : [];

/** Moves `from` to `to`, replacing a file there. Retries while another program has it open (Windows). */
export function rename(from: string, to: string): Promise<void> {
	return guarded('write', to, async () => {
		for (const wait of renameWaits) {
			try {
				return await fs.rename(from, to);
			} catch (error) {
				if (!['EBUSY', 'EPERM', 'EACCES'].includes(diskCode(error) ?? '')) throw error;
				await new Promise((resolve) => setTimeout(resolve, wait));
			}
		}
		return fs.rename(from, to);
	});
}

/** Brings a file's content to the disk. */
export function fsyncFile(path: string): Promise<void> {
	return guarded('save', path, async () => {
		const file = await fs.open(path, 'r');
		try {
			await file.sync();
		} finally {
			await file.close();
		}
	});
}

/** Brings the names in a folder to the disk; where the system cannot (Windows), nothing. */
export async function fsyncFolder(path: string): Promise<void> {
	if (process.platform === 'win32') return;
	await fsyncFile(path);
}

/** Copies to a path that must not exist, sharing blocks where the file system can. */
export function copyFile(from: string, to: string): Promise<void> {
	const flags = constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL;
	return guarded('copy to', to, () => fs.copyFile(from, to, flags));
}

/** Copies by sharing blocks, to a path that must not exist; false where the file system cannot. */
export async function cloneFile(from: string, to: string): Promise<boolean> {
	const flags = constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL;
	try {
		await fs.copyFile(from, to, flags);
		return true;
	} catch (error) {
		if (diskCode(error) === 'EEXIST' || isNotThere(error)) throw diskError(error, 'copy to', to);
		return false;
	}
}

/** Sets the permission bits. */
export function chmod(path: string, mode: number): Promise<void> {
	return guarded('set the mode of', path, () => fs.chmod(path, mode));
}

/** Removes one file or link; fine when it is not there. */
export function rm(path: string): Promise<void> {
	return guarded('remove', path, () => fs.rm(path, { force: true }));
}

/** Removes an empty folder; false when it is not empty or not there. */
export async function rmdirIfEmpty(path: string): Promise<boolean> {
	try {
		await fs.rmdir(path);
		return true;
	} catch (error) {
		if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(diskCode(error) ?? '')) return false;
		throw diskError(error, 'remove', path);
	}
}

/** The path with every link resolved. */
export function realpath(path: string): Promise<string> {
	return guarded('resolve', path, () => fs.realpath(path));
}

/** Where a symbolic link points, as it is written. */
export function readlink(path: string): Promise<string> {
	return guarded('read the link', path, () => fs.readlink(path));
}

/** Bytes a user may still write on the file system of `path`. */
export function freeSpace(path: string): Promise<number> {
	return guarded('ask for the free space of', path, async () => {
		const { bavail, bsize } = await fs.statfs(path);
		return bavail * bsize;
	});
}
