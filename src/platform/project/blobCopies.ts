import { join } from 'node:path';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { putInPlace, tempPathFor } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import { createHash } from '../files/lazyCrypto.ts';

/** A blob on its way out of git. */
export interface BlobSource {
	/** Full blob id, SHA-1 or SHA-256. */
	readonly id: string;
	/** Bytes. */
	readonly size: number;
	readonly body: () => AsyncIterable<Uint8Array>;
}

/**
 * Files of commits that are in git itself, copied out so that they can be opened and scanned like any other file.
 * Named by blob id in the user's cache folder, which may be deleted at any time.
 */
export class BlobCopies {
	readonly #folder: string;
	/** Path → state of the copy when its bytes were last found right, by this process. */
	readonly #verified = new Map<string, string>();

	constructor(cacheFolder: string) {
		this.#folder = join(cacheFolder, 'blobs');
	}

	/** Absolute path of a read-only copy; the blob is read only when there is none yet, or one that was altered. */
	async copyOf(blob: BlobSource, signal?: AbortSignal): Promise<string> {
		const folder = join(this.#folder, blob.id.slice(0, 2));
		const file = join(folder, blob.id.slice(2));
		if (await this.#isWhole(file, blob, signal)) return file;
		await disk.mkdirs(folder);
		const temp = tempPathFor(file);
		try {
			await write(temp, blob, signal);
			await disk.chmod(temp, 0o444);
			await putInPlace(temp, file);
			this.#verified.set(file, stateOf(await disk.stat(file)));
		} catch (error) {
			await disk.rm(temp).catch(() => {});
			throw error;
		}
		return file;
	}

	/** A copy may be torn by a crash, or edited by whatever it was opened with: its bytes decide, once a process. */
	async #isWhole(file: string, blob: BlobSource, signal: AbortSignal | undefined): Promise<boolean> {
		const found = await disk.lstatIfThere(file);
		if (found?.type !== 'file' || found.size !== blob.size) return false;
		if (this.#verified.get(file) === stateOf(found)) return true;
		const hash = blobHash(blob);
		for await (const chunk of disk.readRange(file)) {
			throwIfCancelled(signal);
			hash.update(chunk);
		}
		if (hash.digest('hex') !== blob.id) return false;
		this.#verified.set(file, stateOf(found));
		return true;
	}
}

function stateOf({ size, mtimeNs, inode }: disk.FileStat): string {
	return `${size}:${mtimeNs}:${inode}`;
}

/** Git names a blob by the hash of `blob <size> NUL` and its bytes. */
function blobHash({ id, size }: BlobSource): ReturnType<typeof createHash> {
	return createHash(id.length === 40 ? 'sha1' : 'sha256').update(`blob ${size}\0`);
}

async function write(temp: string, blob: BlobSource, signal: AbortSignal | undefined): Promise<void> {
	const hash = blobHash(blob);
	const file = await disk.openNew(temp);
	try {
		for await (const chunk of blob.body()) {
			throwIfCancelled(signal);
			hash.update(chunk);
			await disk.writeAll(file, chunk);
		}
	} finally {
		await file.close();
	}
	if (hash.digest('hex') === blob.id) return;
	throw new TidemarkError('corrupt', `Git gave other bytes than blob ${blob.id} has.`, {
		kept: 'Nothing was stored.',
		next: 'Run "git fsck".',
	});
}
