import { TidemarkError } from '../../core/errors.ts';
import { inParallel } from '../../core/inParallel.ts';
import { statIfThere } from '../files/disk.ts';
import type { Remote } from '../remotes/remote.ts';
import type { TransferPlaces } from './context.ts';
import { type ArtifactObject, locate } from './location.ts';
import { withRetry } from './retry.ts';
import type { TransferRun } from './run.ts';

const statsAtOnce = 64;

/** One remote during one push: what it is known to have, and how an object gets there. */
export class PushTarget {
	readonly #remote: Remote;
	readonly #places: TransferPlaces;
	readonly #run: TransferRun;
	/** Key → bytes, of objects known to be whole on the remote. */
	#there = new Map<string, number>();
	/** Key → bytes of the local object; undefined when it is not here. */
	readonly #here = new Map<string, number | undefined>();
	readonly #noted = new Set<string>();

	constructor(remote: Remote, places: TransferPlaces, run: TransferRun) {
		this.#remote = remote;
		this.#places = places;
		this.#run = run;
	}

	/**
	 * Asks the remote, in one go, which of the objects it has. One that is there with other than its local size was cut
	 * off or altered, and counts as not there.
	 */
	async lookFor(objects: readonly ArtifactObject[]): Promise<void> {
		const { signal } = this.#run;
		const byKey = new Map(objects.map((each) => [this.#keyOf(each), each]));
		const found = await withRetry(() => this.#remote.exists([...byKey.keys()], signal), signal);
		await inParallel(byKey, statsAtOnce, async ([key, { artifact, object }]) => {
			const store = this.#places.storeOf(artifact);
			this.#here.set(key, (await statIfThere(store.pathOf(object)))?.size);
		});
		const whole = [...found].filter(([key, size]) => (this.#here.get(key) ?? size) === size);
		this.#there = new Map(whole);
	}

	/** Whether the remote was found, or made, to have the object. */
	has(object: ArtifactObject): boolean {
		return this.#there.has(this.#keyOf(object));
	}

	/** Bytes of those objects that are not there, each counted once. */
	bytesToSend(objects: readonly ArtifactObject[]): number {
		const keys = new Set(objects.map((each) => this.#keyOf(each)));
		let sum = 0;
		for (const key of keys) if (!this.#there.has(key)) sum += this.#here.get(key) ?? 0;
		return sum;
	}

	/** Uploads an object the remote lacks and checks it there; its row goes into the report, once per key. */
	async push(wanted: ArtifactObject): Promise<void> {
		const key = this.#keyOf(wanted);
		const repeated = this.#noted.has(key);
		this.#noted.add(key);
		try {
			if (this.#there.has(key)) {
				if (!repeated) this.#run.skipped(wanted);
				return;
			}
			const bytes = await this.#run.queue.run(key, () => this.#upload(key, wanted), this.#run.signal);
			if (!repeated) this.#run.done(wanted, bytes);
		} catch (error) {
			this.#run.failed(wanted, error);
		} finally {
			this.#run.progress.object(wanted.path);
		}
	}

	async #upload(key: string, wanted: ArtifactObject): Promise<number> {
		const { signal } = this.#run;
		const store = this.#places.storeOf(wanted.artifact);
		const file = await store.verified(wanted.object, signal);
		if (file === undefined) throw missing(wanted, this.#remote);
		const size = (await statIfThere(file))?.size ?? 0;
		const onBytes = (count: number): void => this.#run.progress.bytes(count, wanted.path);
		await this.#remote.put(key, file, { size, signal, onBytes });
		await this.#check(key, wanted, size);
		this.#there.set(key, size);
		return size;
	}

	/** A storage that says "stored" and has not, or not all, is found out before the manifest goes. */
	async #check(key: string, wanted: ArtifactObject, size: number): Promise<void> {
		const stored = await this.#remote.head({ key }, this.#run.signal);
		if (stored === size) return;
		const has = stored === undefined ? 'does not have it' : `has ${stored} of ${size} bytes`;
		const { name, url } = this.#remote.settings;
		throw new TidemarkError('corrupt', `After the upload the remote "${name}" (${url}) ${has}.`, {
			file: wanted.path,
			next: 'Push again; if it stays so, the storage loses data.',
		});
	}

	#keyOf(object: ArtifactObject): string {
		return locate(object, this.#remote.settings).key;
	}
}

function missing({ path }: ArtifactObject, { settings }: Remote): TidemarkError {
	return new TidemarkError(
		'missingObject',
		`${path} is neither in the cache of this machine nor on the remote "${settings.name}".`,
		{ file: path, next: 'Track it again if the file is still here, or push from the machine that has it.' },
	);
}
