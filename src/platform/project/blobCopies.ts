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

	constructor(cacheFolder: string) {
		this.#folder = join(cacheFolder, 'blobs');
	}

	/** Absolute path of a read-only copy; the blob is read only when there is none yet. */
	async copyOf(blob: BlobSource, signal?: AbortSignal): Promise<string> {
		const folder = join(this.#folder, blob.id.slice(0, 2));
		const file = join(folder, blob.id.slice(2));
		if ((await disk.statIfThere(file))?.size === blob.size) return file;
		await disk.mkdirs(folder);
		const temp = tempPathFor(file);
		try {
			await write(temp, blob, signal);
			await disk.chmod(temp, 0o444);
			await putInPlace(temp, file);
		} catch (error) {
			await disk.rm(temp).catch(() => {});
			throw error;
		}
		return file;
	}
}

/** Git names a blob by the hash of `blob <size> NUL` and its bytes. */
async function write(temp: string, blob: BlobSource, signal: AbortSignal | undefined): Promise<void> {
	const hash = createHash(blob.id.length === 40 ? 'sha1' : 'sha256').update(`blob ${blob.size}\0`);
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
