import { Readable } from 'node:stream';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { throwIfCancelled } from '../../core/errors.ts';
import { read, readRange } from '../files/disk.ts';
import type { RemotePutOptions } from './remote.ts';
import type { S3Destination } from './s3Parts.ts';

/** Up to here the bytes are held in memory, so that the SDK can send them again by itself. */
const inMemory = 1024 * 1024;
/** From here on the upload goes in parts, of which a broken one alone is sent again. */
const inParts = 32 * 1024 * 1024;

/** Uploads a file; the key appears only when all of it has come. */
export async function uploadToS3(
	client: S3Client,
	destination: S3Destination,
	file: string,
	options: RemotePutOptions,
): Promise<void> {
	const { size, signal } = options;
	if (size >= inParts) {
		const { uploadInParts } = await import('./s3Parts.ts');
		return uploadInParts(client, { destination, body: Readable.from(counted(file, options)), size, signal });
	}
	const inOne = size <= inMemory;
	const Body = inOne ? await read(file) : Readable.from(counted(file, options));
	const command = new PutObjectCommand({ ...destination, Body, ContentLength: size });
	await client.send(command, signal === undefined ? {} : { abortSignal: signal });
	if (inOne) options.onBytes?.(size);
}

async function* counted(file: string, options: RemotePutOptions): AsyncGenerator<Uint8Array> {
	for await (const chunk of readRange(file)) {
		throwIfCancelled(options.signal);
		options.onBytes?.(chunk.length);
		yield chunk;
	}
}
