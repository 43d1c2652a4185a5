import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { ObjectId } from '../../core/model.ts';
import * as disk from '../files/disk.ts';
import { contentHash } from '../workers/contentHash.ts';
import { contentAlgorithm, contentDigest } from './objectDigest.ts';
import type { PutOptions } from './objectStore.ts';

/** Enough of the start to tell a login page from data. */
const startLength = 256;

/**
 * Writes a stream to a new file, hashing it on its way; not flushed. Throws `corrupt` when it is longer than
 * declared or its hash is not the object's; the file is then worth nothing and the caller removes it.
 */
export async function writeVerified(
	temp: string,
	body: AsyncIterable<Uint8Array>,
	options: PutOptions & { readonly object: ObjectId },
): Promise<void> {
	const file = await disk.openNew(temp);
	try {
		const came = await pump(file, body, options);
		if (came.hash !== contentDigest(options.object)) throw corrupt(options, came.size, came.start);
	} finally {
		await file.close();
	}
}

async function pump(
	file: disk.OpenFile,
	body: AsyncIterable<Uint8Array>,
	options: PutOptions & { readonly object: ObjectId },
): Promise<{ hash: string; size: number; start: Uint8Array }> {
	const hash = contentHash(contentAlgorithm(options.object));
	let start = new Uint8Array();
	let size = 0;
	for await (const chunk of body) {
		throwIfCancelled(options.signal);
		if (size < startLength) start = joined(start, chunk.subarray(0, startLength - size));
		size += chunk.length;
		if (options.size !== undefined && size > options.size) throw corrupt(options, size, start);
		hash.update(chunk);
		await disk.writeAll(file, chunk);
		options.onBytes?.(chunk.length);
	}
	return { hash: hash.digest(), size, start };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

function corrupt(options: { object: ObjectId; size?: number | undefined }, size: number, start: Uint8Array) {
	const declared =
		options.size === undefined || size === options.size ? '' : `, ${options.size} were announced`;
	return new TidemarkError(
		'corrupt',
		`What came for the object ${options.object.hash} is not that object: ${size} bytes${declared}${sniff(start)}.`,
		{ kept: 'Nothing was stored.', next: 'Try again, or ask who pushed it to push it again.' },
	);
}

/** What the wrong bytes look like, where that tells something. */
function sniff(start: Uint8Array): string {
	const text = new TextDecoder('latin1').decode(start).trimStart().toLowerCase();
	if (text.startsWith('<!doctype html') || text.startsWith('<html')) {
		return ', a web page (a login page or proxy may stand between)';
	}
	if (text.startsWith('<?xml') && text.includes('<error>')) return ', an error message of the storage';
	if (text.startsWith('version https://git-lfs')) return ', a Git LFS pointer instead of its content';
	return '';
}
