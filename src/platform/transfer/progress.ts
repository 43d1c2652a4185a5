import type { Progress } from '../../core/ports.ts';

/** At most so often, in milliseconds, is a person told. */
const interval = 100;

/** Counts what a transfer moves and tells it now and then. */
export class TransferProgress {
	#objectsDone = 0;
	#objectsTotal = 0;
	#bytesDone = 0;
	#bytesTotal: number | undefined = 0;
	#toldAt = 0;
	readonly #onProgress: ((progress: Progress) => void) | undefined;

	constructor(onProgress: ((progress: Progress) => void) | undefined) {
		this.#onProgress = onProgress;
	}

	/** More to do; bytes unknown once are unknown for the whole. */
	expect(objects: number, bytes: number | undefined): void {
		this.#objectsTotal += objects;
		const sum = this.#bytesTotal;
		this.#bytesTotal = sum === undefined || bytes === undefined ? undefined : sum + bytes;
	}

	bytes(count: number, current?: string): void {
		this.#bytesDone += count;
		this.#tell(current);
	}

	object(current?: string): void {
		this.#objectsDone++;
		this.#tell(current, this.#objectsDone >= this.#objectsTotal);
	}

	#tell(current: string | undefined, always = false): void {
		const now = Date.now();
		if (!always && now - this.#toldAt < interval) return;
		this.#toldAt = now;
		this.#onProgress?.({
			objectsDone: this.#objectsDone,
			objectsTotal: this.#objectsTotal,
			bytesDone: this.#bytesDone,
			bytesTotal: this.#bytesTotal,
			current,
		});
	}
}
