import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { inParallel } from '../../core/inParallel.ts';
import type { ObjectId } from '../../core/model.ts';
import type { DvcCache } from '../cache/dvcCache.ts';
import type { HashMemory } from '../cache/hashMemory.ts';
import * as disk from '../files/disk.ts';
import type { HashPool } from '../workers/hashPool.ts';
import type { HashedFile, HashJob } from '../workers/hashTypes.ts';
import type { ContentFile } from './walkContent.ts';

/** DVC's two names for content. */
export type DvcAlgorithm = 'md5' | 'md5-dos2unix';

/** A file's content as it was read. */
export interface StoredFile {
	readonly path: string;
	readonly object: ObjectId;
	readonly size: number;
}

/** How content is hashed or stored. */
export interface StoreOptions {
	readonly algorithm: DvcAlgorithm;
	/** False to hash only, as for `cache: false`. */
	readonly store: boolean;
	/** Whether most of the content is probably in the cache: then files are hashed before any is copied. */
	readonly hashFirst: boolean;
	readonly signal?: AbortSignal | undefined;
	readonly onFile?: ((file: StoredFile) => void) | undefined;
}

export interface StoreServices {
	readonly cache: DvcCache;
	readonly hashes: HashPool;
	readonly memory?: HashMemory | undefined;
}

/** Files copied before the copies are flushed together and get their names; bounds the temporary files. */
const batchFiles = 1024;
const checkTogether = 8;

/**
 * Hashes files and puts what is not there yet into the cache, each read once and never changed. What was hashed in
 * the same state before is not read again. A file that changes while it is read throws `refused`.
 */
export async function storeContent(
	services: StoreServices,
	files: readonly ContentFile[],
	options: StoreOptions,
): Promise<readonly StoredFile[]> {
	const known = await knownContent(services, files, options);
	const stored: StoredFile[] = [];
	if (options.store) await disk.mkdirs(services.cache.folder);
	for (let at = 0; at < files.length; at += batchFiles) {
		throwIfCancelled(options.signal);
		const part = files.slice(at, at + batchFiles);
		const fresh = part.filter((file) => !known.has(file));
		const copied = await storeBatch(services, fresh, options);
		for (const file of part) {
			const found = known.get(file) ?? copied.get(file);
			if (found === undefined) continue;
			stored.push(found);
			options.onFile?.(found);
		}
	}
	return stored;
}

/** Files whose hash is known and, where they are to be stored, whose object is in the cache with the right bytes. */
async function knownContent(
	services: StoreServices,
	files: readonly ContentFile[],
	options: StoreOptions,
): Promise<Map<ContentFile, StoredFile>> {
	const hashes = await hashesOf(services, files, options);
	const known = new Map<ContentFile, StoredFile>();
	await inParallel(files.entries(), checkTogether, async ([index, file]) => {
		const found = hashes[index];
		if (found === undefined) return;
		const object = { algorithm: options.algorithm, hash: found.hash };
		if (options.store && (await services.cache.verified(object, options.signal)) === undefined) return;
		known.set(file, { path: file.path, object, size: found.size });
	});
	return known;
}

interface KnownHash {
	readonly hash: string;
	readonly size: number;
}

async function hashesOf(
	services: StoreServices,
	files: readonly ContentFile[],
	options: StoreOptions,
): Promise<(KnownHash | undefined)[]> {
	const seen = files.map(({ absolute, stat }) => ({ path: absolute, stat }));
	const recalled = services.memory?.recall(seen, options.algorithm) ?? [];
	const hashes = files.map(({ stat }, index): KnownHash | undefined => {
		const hash = recalled[index];
		return hash === undefined ? undefined : { hash, size: stat.size };
	});
	if (options.store && !options.hashFirst) return hashes;
	const unknown = [...files.keys()].filter((index) => hashes[index] === undefined);
	const jobs = unknown.flatMap((index) => jobOf(files[index], options));
	const hashed = await hashAll(services, jobs, options);
	for (const [at, index] of unknown.entries()) hashes[index] = hashed[at];
	return hashes;
}

function jobOf(file: ContentFile | undefined, options: StoreOptions): HashJob[] {
	if (file === undefined) return [];
	return [{ path: file.absolute, algorithm: options.algorithm, size: file.stat.size }];
}

/** Hashes files and remembers the hashes; throws the first failure. */
async function hashAll(
	services: StoreServices,
	jobs: readonly HashJob[],
	options: StoreOptions,
): Promise<readonly HashedFile[]> {
	const outcomes = await services.hashes.hash(jobs, { signal: options.signal });
	const hashed = outcomes.map((outcome) => {
		if ('error' in outcome) throw outcome.error;
		return outcome;
	});
	const states = hashed.map(({ hash, stat }, index) => ({ path: jobs[index]?.path ?? '', stat, hash }));
	services.memory?.remember(states, options.algorithm);
	return hashed;
}

async function storeBatch(
	services: StoreServices,
	files: readonly ContentFile[],
	options: StoreOptions,
): Promise<Map<ContentFile, StoredFile>> {
	const jobs = files
		.flatMap((file) => jobOf(file, options))
		.map((job) => ({ ...job, copyTo: services.cache.newTemp(), flush: false }));
	try {
		const hashed = await hashAll(services, jobs, options);
		const contents = files.map((file, index) => ({ file, ...(hashed[index] ?? lost(file)) }));
		const stored = contents.map(({ file, hash, size }) => {
			const object = { algorithm: options.algorithm, hash };
			return [file, { path: file.path, object, size }] as const;
		});
		await services.cache.adoptAll(
			stored.map(([, { object }], index) => ({ temp: jobs[index]?.copyTo ?? '', object })),
		);
		return new Map(stored);
	} catch (error) {
		for (const { copyTo } of jobs) await disk.rm(copyTo).catch(() => {});
		throw error;
	}
}

function lost(file: ContentFile): never {
	throw new TidemarkError('io', `Hashing ${file.absolute} gave no answer.`, { file: file.absolute });
}
