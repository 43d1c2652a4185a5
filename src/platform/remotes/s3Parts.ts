/**
 * Uploads in parts; a module of its own, so that it is loaded with the first big file only. (Its import is static: a
 * bundled CommonJS package has no named exports when it is imported dynamically.)
 */
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { throwIfCancelled } from '../../core/errors.ts';

const smallestPart = 16 * 1024 * 1024;
/** S3 takes at most so many parts. */
const mostParts = 10_000;
const partsAtOnce = 4;

/** Where an upload goes and how it is kept there. */
export interface S3Destination {
	readonly Bucket: string;
	readonly Key: string;
}

/** What is uploaded and how it is stopped. */
export interface PartsUpload {
	readonly destination: S3Destination;
	readonly body: Readable;
	/** Bytes. */
	readonly size: number;
	readonly signal: AbortSignal | undefined;
}

/** Uploads a stream in parts; the key appears when all are there, and a cancel takes back those that are. */
export async function uploadInParts(
	client: S3Client,
	{ destination, body, size, signal }: PartsUpload,
): Promise<void> {
	throwIfCancelled(signal);
	const upload = new Upload({
		client,
		params: { ...destination, Body: body },
		partSize: Math.max(smallestPart, Math.ceil(size / mostParts)),
		queueSize: partsAtOnce,
	});
	const stop = (): void => void upload.abort().catch(() => {});
	signal?.addEventListener('abort', stop, { once: true });
	await upload.done().finally(() => signal?.removeEventListener('abort', stop));
}
