import { basename, dirname, join, sep } from 'node:path';
import { throwIfCancelled } from '../../core/errors.ts';
import { inParallel } from '../../core/inParallel.ts';
import type { ObjectId } from '../../core/model.ts';
import { sweepTemps, tempPathFor } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import { GroupCommit } from '../files/groupCommit.ts';
import { resolveInside } from '../files/safePath.ts';
import { HashPool } from '../workers/hashPool.ts';
import type { ContentAlgorithm, HashedFile } from '../workers/hashTypes.ts';
import type { HashMemory } from './hashMemory.ts';
import { contentAlgorithm, contentDigest } from './objectDigest.ts';
import type { ObjectStore, PutOptions } from './objectStore.ts';
import { writeVerified } from './writeVerified.ts';

/** What a store of objects works with; both are shared by all stores of a process. */
export interface StoreServices {
	/** Hashes off the main thread; default: a pool of its own. */
	readonly hashes?: HashPool | undefined;
	/** Remembers what was hashed, over processes. */
	readonly memory?: HashMemory | undefined;
}

/** How one system lays its objects out. */
export interface StoreLayout {
	/** Absolute folder the paths are below. */
	readonly folder: string;
	/** Path of an object below the folder. */
	readonly pathOf: (object: ObjectId) => string;
	/** Absolute folder for content that does not match its name. */
	readonly quarantine: string;
	/** Permission bits of a finished object. */
	readonly mode: number;
}

/** Objects given their names at a time: they wait for the disk together. */
const adoptTogether = 256;

/** Objects below one folder, each under a path made from its hash: what DVC's cache and the Git LFS store share. */
export class ContentStore implements ObjectStore {
	readonly #layout: StoreLayout;
	readonly #hashes: HashPool;
	readonly #memory: HashMemory | undefined;
	readonly #commits = new GroupCommit();
	/** Path → state of the file when its bytes were last found right. */
	readonly #verified = new Map<string, string>();
	/** Folders found to be no links. */
	readonly #folders = new Set<string>();

	constructor(layout: StoreLayout, services: StoreServices = {}) {
		this.#layout = layout;
		this.#hashes = services.hashes ?? new HashPool();
		this.#memory = services.memory;
	}

	/** Absolute folder the objects are below. */
	get folder(): string {
		return this.#layout.folder;
	}

	pathOf(object: ObjectId): string {
		return join(this.#layout.folder, this.#layout.pathOf(object));
	}

	async has(object: ObjectId, size?: number): Promise<boolean> {
		const found = await disk.lstatIfThere(this.pathOf(object));
		return found !== undefined && isContent(found) && (size === undefined || found.size === size);
	}

	verified(object: ObjectId, signal?: AbortSignal): Promise<string | undefined> {
		return this.verifyAt(this.pathOf(object), object, signal);
	}

	async putStream(
		object: ObjectId,
		body: AsyncIterable<Uint8Array>,
		options: PutOptions = {},
	): Promise<string> {
		const destination = await this.#placeFor(object);
		const temp = tempPathFor(destination);
		try {
			await writeVerified(temp, body, { ...options, object });
			await this.#finish(temp, destination);
		} catch (error) {
			await disk.rm(temp).catch(() => {});
			throw error;
		}
		return destination;
	}

	putBytes(object: ObjectId, bytes: Uint8Array): Promise<string> {
		return this.putStream(object, once(bytes), { size: bytes.length });
	}

	/**
	 * Copies a file into the store under the hash its bytes turn out to have, reading it once. Throws `refused` when
	 * the file changes meanwhile.
	 */
	async putFile(
		source: string,
		algorithm: ContentAlgorithm,
		options: { readonly signal?: AbortSignal | undefined; readonly size?: number | undefined } = {},
	): Promise<HashedFile & { readonly object: ObjectId }> {
		const copyTo = this.newTemp();
		await disk.mkdirs(dirname(copyTo));
		try {
			const job = { path: source, algorithm, copyTo, size: options.size };
			const hashed = await this.#hashes.hashOne(job, options.signal);
			const object = { algorithm, hash: hashed.hash };
			await this.adopt(copyTo, object);
			return { ...hashed, object };
		} catch (error) {
			await disk.rm(copyTo).catch(() => {});
			throw error;
		}
	}

	/** Path for a temporary file on the store's file system, to be handed to {@link adopt}. */
	newTemp(): string {
		return tempPathFor(join(this.#layout.folder, 'object'));
	}

	/**
	 * Gives a temporary file whose bytes were hashed while it was written its name. An object that is here already stays
	 * when its bytes are right.
	 */
	async adopt(temp: string, object: ObjectId): Promise<string> {
		const present = await this.verified(object);
		if (present !== undefined) {
			await disk.rm(temp);
			return present;
		}
		const destination = await this.#placeFor(object);
		await this.#finish(temp, destination);
		return destination;
	}

	/** {@link adopt} for many; equal contents become one object. */
	async adoptAll(finished: readonly { readonly temp: string; readonly object: ObjectId }[]): Promise<void> {
		const unique = new Map(finished.map((each) => [this.pathOf(each.object), each]));
		await inParallel(unique.values(), adoptTogether, async ({ temp, object }) => {
			await this.adopt(temp, object);
		});
		const twins = finished.filter((each) => unique.get(this.pathOf(each.object)) !== each);
		for (const { temp } of twins) await disk.rm(temp);
	}

	/** {@link verified} for an object at another place than its own, as in an alternate store. */
	protected async verifyAt(
		path: string,
		object: ObjectId,
		signal?: AbortSignal,
	): Promise<string | undefined> {
		throwIfCancelled(signal);
		const found = await disk.statIfThere(path);
		if (found === undefined || found.type !== 'file') return undefined;
		if (this.#verified.get(path) === stateOf(found)) return path;
		const algorithm = contentAlgorithm(object);
		const known = this.#memory?.recall([{ path, stat: found }], algorithm)[0];
		const hash = known ?? (await this.#hash(path, algorithm, found.size, signal));
		if (hash !== contentDigest(object)) return this.#setAside(path);
		this.#verified.set(path, stateOf(found));
		return path;
	}

	/**
	 * {@link pathOf} with its folder made, and cleared of what killed processes left. A link on the way, which a repository can hold as well as a folder, throws
	 * `unsafe`: objects are written nowhere but here.
	 */
	async #placeFor(object: ObjectId): Promise<string> {
		const path = this.pathOf(object);
		const folder = dirname(path);
		if (this.#folders.has(folder)) return path;
		const root = this.#layout.folder;
		await disk.mkdirs(root);
		await resolveInside(root, this.#layout.pathOf(object));
		await disk.mkdirs(folder);
		if (this.#folders.size === 0) await sweepTemps(root);
		await sweepTemps(folder);
		this.#folders.add(folder);
		return path;
	}

	async #hash(
		path: string,
		algorithm: ContentAlgorithm,
		size: number,
		signal: AbortSignal | undefined,
	): Promise<string> {
		const { hash, stat } = await this.#hashes.hashOne({ path, algorithm, size }, signal);
		this.#memory?.remember([{ path, stat, hash }], algorithm);
		return hash;
	}

	async #finish(temp: string, destination: string): Promise<void> {
		await disk.chmod(temp, this.#layout.mode);
		await this.#commits.put(temp, destination);
		this.#verified.set(destination, stateOf(await disk.stat(destination)));
	}

	/** Moves a corrupt object away, so that it can be fetched again and still be looked at. */
	async #setAside(path: string): Promise<undefined> {
		this.#verified.delete(path);
		if (!path.startsWith(join(this.#layout.folder, sep))) return;
		await disk.mkdirs(this.#layout.quarantine);
		const name = `${basename(dirname(path))}${basename(path)}-${Date.now()}`;
		await disk.rename(path, join(this.#layout.quarantine, name));
	}
}

function isContent(found: disk.FileStat): boolean {
	// DVC's cache may hold links into another cache.
	return found.type === 'file' || found.type === 'link';
}

function stateOf(stat: disk.FileStat): string {
	return `${stat.size}:${stat.mtimeNs}:${stat.inode}`;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}
