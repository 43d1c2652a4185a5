import { dirname, join } from 'node:path';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { relativePathFault, shorten } from '../../core/pointers/paths.ts';
import type { EndpointRequest } from '../../core/ports.ts';
import { sweepTemps, tempPathFor } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import { GroupCommit } from '../files/groupCommit.ts';
import { resolveInside } from '../files/safePath.ts';
import type { RemoteSettings } from '../project/remoteSettings.ts';
import type { ByteRange, Remote, RemoteContent, RemoteLocation, RemotePutOptions } from './remote.ts';

/** Questions at a time: a network folder answers many at once, a disk does not mind. */
const parallelStats = 32;
/** Bytes of a file that is read in one piece. */
const small = 256 * 1024;

/** A remote that is a folder: a share, a second disk, a folder beside the repository. */
export class LocalRemote implements Remote {
	readonly settings: RemoteSettings;
	readonly #folder: string;
	readonly #commits = new GroupCommit();
	/** Folders made, and cleared of what killed processes left. */
	readonly #folders = new Set<string>();
	/** Whether blocks can be shared between here and there; known to be false after the first try. */
	#clones = true;

	constructor(settings: RemoteSettings, folder: string) {
		this.settings = settings;
		this.#folder = folder;
	}

	describe(access: EndpointRequest['access']): EndpointRequest {
		return { remoteName: this.settings.name, url: this.#folder, access };
	}

	async exists(keys: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, number>> {
		await this.#checkMounted();
		const found = new Map<string, number>();
		for (let at = 0; at < keys.length; at += parallelStats) {
			throwIfCancelled(signal);
			await Promise.all(keys.slice(at, at + parallelStats).map((key) => this.#lookUp(key, found)));
		}
		return found;
	}

	async head(location: RemoteLocation, signal?: AbortSignal): Promise<number | undefined> {
		return (await this.exists([location.key], signal)).get(location.key);
	}

	async get(
		location: RemoteLocation,
		options: { readonly range?: ByteRange | undefined; readonly signal?: AbortSignal | undefined } = {},
	): Promise<RemoteContent> {
		const size = await this.head(location, options.signal);
		if (size === undefined) throw this.#missing(location.key);
		const { start = 0, end = size - 1 } = options.range ?? {};
		const body = bodyOf(this.#pathOf(location.key), size, options.range);
		return { size: Math.max(0, Math.min(end, size - 1) - start + 1), body };
	}

	async put(key: string, file: string, options: RemotePutOptions): Promise<void> {
		await this.#checkMounted();
		const destination = this.#pathOf(key);
		await this.#makeFolder(key, dirname(destination));
		const temp = tempPathFor(destination);
		try {
			await this.#copy(file, temp, options);
			// DVC trusts 0444 objects of a folder remote; these bytes were verified before they came here.
			await disk.chmod(temp, 0o444);
			await this.#commits.put(temp, destination);
		} catch (error) {
			await disk.rm(temp).catch(() => {});
			throw error;
		}
	}

	dispose(): void {}

	/** A link on the way, which a repository can hold as well as the folder, throws `unsafe`: consent was for this place. */
	async #makeFolder(key: string, folder: string): Promise<void> {
		if (this.#folders.has(folder)) return;
		await resolveInside(this.#folder, key);
		await disk.mkdirs(folder);
		await sweepTemps(folder);
		this.#folders.add(folder);
	}

	async #copy(file: string, temp: string, options: RemotePutOptions): Promise<void> {
		throwIfCancelled(options.signal);
		this.#clones &&= await disk.cloneFile(file, temp);
		if (this.#clones) options.onBytes?.(options.size);
		else await copyBytes(file, temp, options);
	}

	async #lookUp(key: string, found: Map<string, number>): Promise<void> {
		const stat = await disk.statIfThere(this.#pathOf(key));
		if (stat?.type === 'file') found.set(key, stat.size);
	}

	#pathOf(key: string): string {
		const fault = relativePathFault(key);
		if (fault === undefined) return join(this.#folder, ...key.split('/'));
		throw new TidemarkError('unsafe', `The remote key "${shorten(key)}" is refused: ${fault}.`);
	}

	/** A folder that is not there tells nothing about what is on it: it is not mounted, or was never made. */
	async #checkMounted(): Promise<void> {
		if ((await disk.statIfThere(this.#folder))?.type === 'folder') return;
		throw new TidemarkError(
			'unreachable',
			`The folder of the remote "${this.settings.name}" is not there: ${this.#folder} is not mounted, or was not made yet.`,
			{ kept: 'Nothing is known about what it holds.', next: 'Mount it, or make the folder, and try again.' },
		);
	}

	#missing(key: string): TidemarkError {
		return new TidemarkError(
			'missingObject',
			`The remote "${this.settings.name}" (${this.#folder}) has no ${shorten(key)}.`,
			{ next: 'Ask who made this version to push it.' },
		);
	}
}

/** A small file is read at once: a stream costs more than its bytes. */
async function* bodyOf(path: string, size: number, range: ByteRange | undefined): AsyncGenerator<Uint8Array> {
	if (range === undefined && size <= small) yield await disk.read(path);
	else yield* disk.readRange(path, range);
}

async function copyBytes(file: string, temp: string, options: RemotePutOptions): Promise<void> {
	const copy = await disk.openNew(temp);
	try {
		for await (const chunk of bodyOf(file, options.size, undefined)) {
			throwIfCancelled(options.signal);
			await disk.writeAll(copy, chunk);
			options.onBytes?.(chunk.length);
		}
	} finally {
		await copy.close();
	}
}
