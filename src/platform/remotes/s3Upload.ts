import { Readable } from 'node:stream';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { throwIfCancelled } from '../../core/errors.ts';
import { read, readRange } from '../files/disk.ts';
import type { RemotePutOptions } from './remote.ts';

/** Up to here the bytes are held in memory, so that the SDK can send them again by itself. */
const inMemory = 1024 * 1024;
/** From here on the upload goes in parts, of which a broken one alone is sent again. */
const inParts = 32 * 1024 * 1024;
const smallestPart = 16 * 1024 * 1024;
/** S3 takes at most so many parts. */
const mostParts = 10_000;

/** Where an upload goes and how it is kept there. */
export interface S3Destination {
	readonly Bucket: string;
	readonly Key: string;
}

/** Uploads a file; the key appears only when all of it has come. */
export async function uploadToS3(
	client: S3Client,
	destination: S3Destination,
	file: string,
	options: RemotePutOptions,
): Promise<void> {
	if (options.size >= inParts) return uploadInParts(client, destination, file, options);
	const inOne = options.size <= inMemory;
	const Body = inOne ? await read(file) : Readable.from(counted(file, options));
	const command = new PutObjectCommand({ ...destination, Body, ContentLength: options.size });
	await client.send(command, options.signal === undefined ? {} : { abortSignal: options.signal });
	if (inOne) options.onBytes?.(options.size);
}

async function uploadInParts(
	client: S3Client,
	destination: S3Destination,
	file: string,
	options: RemotePutOptions,
): Promise<void> {
	const { Upload } = await import('@aws-sdk/lib-storage');
	throwIfCancelled(options.signal);
	const upload = new Upload({
		client,
		params: { ...destination, Body: Readable.from(counted(file, options)) },
		partSize: Math.max(smallestPart, Math.ceil(options.size / mostParts)),
		queueSize: 4,
	});
	const stop = (): void => void upload.abort().catch(() => {});
	options.signal?.addEventListener('abort', stop, { once: true });
	await upload.done().finally(() => options.signal?.removeEventListener('abort', stop));
}

async function* counted(file: string, options: RemotePutOptions): AsyncGenerator<Uint8Array> {
	for await (const chunk of readRange(file)) {
		throwIfCancelled(options.signal);
		options.onBytes?.(chunk.length);
		yield chunk;
	}
}
