import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { throwIfCancelled } from '../../core/errors.ts';
import { inParallel } from '../../core/inParallel.ts';
import type { EndpointRequest } from '../../core/ports.ts';
import type { RemoteSettings, S3Settings } from '../project/remoteSettings.ts';
import { cutRange, guardedBody } from './guardedBody.ts';
import { fewKeys, groupByShard, planExistence, shardOf } from './prefixPlan.ts';
import type { ByteRange, Remote, RemoteContent, RemoteLocation, RemotePutOptions } from './remote.ts';
import { createS3Client } from './s3Client.ts';
import { isMissing, type S3Question, s3Error, statusOf } from './s3Errors.ts';
import { uploadToS3 } from './s3Upload.ts';

const parallelQuestions = 16;
/** Silence after which a download counts as dead, milliseconds. */
const idle = 60_000;

/** A remote in an S3 bucket, of AWS or anything that speaks its protocol. */
export class S3Remote implements Remote {
	readonly settings: RemoteSettings;
	readonly #s3: S3Settings;
	#client: Promise<S3Client> | undefined;

	constructor(settings: RemoteSettings, s3: S3Settings) {
		this.settings = settings;
		this.#s3 = s3;
	}

	describe(access: EndpointRequest['access']): EndpointRequest {
		const { name, url, identity } = this.settings;
		return { remoteName: name, url, endpoint: this.#s3.endpoint, identity, access };
	}

	async exists(keys: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, number>> {
		const wanted = [...new Set(keys)];
		const found = new Map<string, number>();
		await this.#findAll(wanted, found, signal);
		// Without a body, "no such key" and "no such bucket" are the same answer: ask once in a way that tells.
		if (found.size === 0 && wanted.length > 0) await this.#checkBucket(signal);
		return found;
	}

	async head(location: RemoteLocation, signal?: AbortSignal): Promise<number | undefined> {
		const client = await this.#connect(signal);
		try {
			const command = new HeadObjectCommand(this.#place(location));
			return (await client.send(command, abortable(signal))).ContentLength ?? 0;
		} catch (error) {
			if (isMissing(error)) return undefined;
			throw s3Error(error, this.#question(`look for ${location.key}`, signal));
		}
	}

	async get(
		location: RemoteLocation,
		options: { readonly range?: ByteRange | undefined; readonly signal?: AbortSignal | undefined } = {},
	): Promise<RemoteContent> {
		const { range, signal } = options;
		const client = await this.#connect(signal);
		const question = this.#question(`read ${location.key}`, signal);
		try {
			const place = this.#place(location);
			const input = range === undefined ? place : { ...place, Range: rangeHeader(range) };
			const reply = await client.send(new GetObjectCommand(input), abortable(signal));
			const stream = reply.Body as Readable;
			const body = guardedBody(stream, { signal, idle, toError: (error) => s3Error(error, question) });
			const ignored = range !== undefined && reply.ContentRange === undefined;
			return ignored ? { size: undefined, body: cutRange(body, range) } : { size: reply.ContentLength, body };
		} catch (error) {
			throw s3Error(error, question);
		}
	}

	async put(key: string, file: string, options: RemotePutOptions): Promise<void> {
		const client = await this.#connect(options.signal);
		try {
			await uploadToS3(client, { ...this.#place({ key }), ...this.#s3.putParameters }, file, options);
		} catch (error) {
			throw s3Error(error, this.#question(`store ${key}`, options.signal));
		}
	}

	dispose(): void {
		void this.#client?.then((client) => client.destroy());
	}

	async #findAll(keys: readonly string[], found: Map<string, number>, signal?: AbortSignal): Promise<void> {
		const shards = groupByShard(keys);
		const [sample] = shards.keys();
		if (keys.length <= fewKeys || sample === undefined) return this.#askEach(keys, found, signal);
		const wanted = new Set(keys);
		const perShard = await this.#listIfPermitted(sample, wanted, found, signal);
		if (perShard === undefined) return this.#askEach(keys, found, signal);
		const plan = planExistence(keys.length, shards.size, perShard);
		if (plan === 'list all') await this.#list(shardOf(sample.slice(0, -1)), wanted, found, signal);
		const unlisted = plan === 'list all' ? outside(keys, shardOf(sample.slice(0, -1))) : keys;
		if (plan === 'list shards') return this.#listShards([...shards.keys()], wanted, found, signal);
		return this.#askEach(
			unlisted.filter((key) => !key.startsWith(sample)),
			found,
			signal,
		);
	}

	#listShards(
		shards: readonly string[],
		wanted: ReadonlySet<string>,
		found: Map<string, number>,
		signal?: AbortSignal,
	): Promise<void> {
		// The first was listed as the sample.
		return inParallel(shards.slice(1), parallelQuestions, async (shard) => {
			await this.#list(shard, wanted, found, signal);
		});
	}

	#askEach(keys: readonly string[], found: Map<string, number>, signal?: AbortSignal): Promise<void> {
		return inParallel(keys, parallelQuestions, async (key) => {
			const size = await this.head({ key }, signal);
			if (size !== undefined) found.set(key, size);
		});
	}

	/** {@link #list}, or undefined when we may read objects but not list them. */
	async #listIfPermitted(
		prefix: string,
		wanted: ReadonlySet<string>,
		found: Map<string, number>,
		signal?: AbortSignal,
	): Promise<number | undefined> {
		try {
			return await this.#list(prefix, wanted, found, signal);
		} catch (error) {
			const cause = error instanceof Error ? error.cause : undefined;
			if (statusOf(cause) === 403) return undefined;
			throw error;
		}
	}

	/** Notes the wanted keys below a prefix; returns how many objects are there. A listing names no other keys to us. */
	async #list(
		prefix: string,
		wanted: ReadonlySet<string>,
		found: Map<string, number>,
		signal?: AbortSignal,
	): Promise<number> {
		const root = this.#key('');
		let count = 0;
		let token: string | undefined;
		do {
			const page = await this.#page(prefix, token, signal);
			for (const { Key = '', Size = 0 } of page.Contents ?? []) {
				const key = Key.slice(root.length);
				if (wanted.has(key)) found.set(key, Size);
			}
			count += page.Contents?.length ?? 0;
			token = page.IsTruncated ? page.NextContinuationToken : undefined;
		} while (token !== undefined);
		return count;
	}

	async #page(prefix: string, token: string | undefined, signal?: AbortSignal, most?: number) {
		const client = await this.#connect(signal);
		const input = {
			Bucket: this.#s3.bucket,
			Prefix: this.#key(prefix),
			ContinuationToken: token,
			MaxKeys: most,
		};
		try {
			return await client.send(new ListObjectsV2Command(input), abortable(signal));
		} catch (error) {
			throw s3Error(error, this.#question(`list ${prefix}`, signal));
		}
	}

	async #checkBucket(signal: AbortSignal | undefined): Promise<void> {
		try {
			await this.#page('', undefined, signal, 1);
		} catch (error) {
			const cause = error instanceof Error ? error.cause : undefined;
			if (statusOf(cause) !== 403) throw error;
		}
	}

	#connect(signal: AbortSignal | undefined): Promise<S3Client> {
		throwIfCancelled(signal);
		this.#client ??= createS3Client(this.#s3);
		return this.#client;
	}

	#key(key: string): string {
		return this.#s3.prefix === '' ? key : `${this.#s3.prefix}/${key}`;
	}

	#place({ key, versionId }: RemoteLocation) {
		const place = { Bucket: this.#s3.bucket, Key: this.#key(key) };
		return versionId === undefined ? place : { ...place, VersionId: versionId };
	}

	#question(task: string, signal: AbortSignal | undefined): S3Question {
		return { settings: this.settings, bucket: this.#s3.bucket, task, signal };
	}
}

function abortable(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
	return signal === undefined ? {} : { abortSignal: signal };
}

function rangeHeader({ start, end }: ByteRange): string {
	return `bytes=${start}-${end ?? ''}`;
}

function outside(keys: readonly string[], prefix: string): string[] {
	return keys.filter((key) => !key.startsWith(prefix));
}
