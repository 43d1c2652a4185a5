import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { TransientError } from '../remotes/transientError.ts';
import { withRetry } from './retry.ts';

const firstLimit = 8;
const highestLimit = 32;

/**
 * Runs transfers, a bounded number at a time: one more after a round without trouble, half as many when a storage asks
 * to slow down. A task whose key is running already is not run again, its result is shared.
 */
export class TransferQueue {
	readonly #highest: number;
	#limit: number;
	#running = 0;
	#successes = 0;
	readonly #waiting: (() => void)[] = [];
	readonly #inFlight = new Map<string, Promise<unknown>>();

	/** `jobs`: a fixed number of transfers at a time instead of finding one out. */
	constructor(jobs?: number) {
		this.#limit = jobs ?? firstLimit;
		this.#highest = jobs ?? highestLimit;
	}

	/** How many transfers may run at this moment. */
	get limit(): number {
		return this.#limit;
	}

	/** Runs `task`, again after a passing failure. `key` names what it moves and its result. Throws `cancelled`. */
	async run<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		for (;;) {
			throwIfCancelled(signal);
			const shared = this.#inFlight.get(key) as Promise<T> | undefined;
			if (shared === undefined) return this.#start(key, task, signal);
			try {
				return await raceWithAbort(shared, signal);
			} catch (error) {
				// Someone else's cancel is not ours.
				if (!TidemarkError.is(error, 'cancelled') || signal?.aborted) throw error;
			}
		}
	}

	#start<T>(key: string, task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
		const result = this.#admit(task, signal).finally(() => this.#inFlight.delete(key));
		this.#inFlight.set(key, result);
		return result;
	}

	async #admit<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
		await this.#place(signal);
		try {
			const result = await withRetry(task, signal, (error) => this.#slowDown(error));
			this.#speedUp();
			return result;
		} finally {
			this.#running--;
			this.#waiting.shift()?.();
		}
	}

	async #place(signal: AbortSignal | undefined): Promise<void> {
		while (this.#running >= this.#limit) await this.#turn(signal);
		this.#running++;
	}

	async #turn(signal: AbortSignal | undefined): Promise<void> {
		let wake = (): void => {};
		const woken = new Promise<void>((resolve) => {
			wake = resolve;
		});
		this.#waiting.push(wake);
		try {
			await raceWithAbort(woken, signal);
		} catch (error) {
			// Whoever leaves the line must not take the next one's call along.
			const at = this.#waiting.indexOf(wake);
			if (at === -1) this.#waiting.shift()?.();
			else this.#waiting.splice(at, 1);
			throw error;
		}
	}

	#slowDown(error: unknown): void {
		if (!(error instanceof TransientError && error.slowDown)) return;
		this.#limit = Math.max(1, Math.floor(this.#limit / 2));
		this.#successes = 0;
	}

	#speedUp(): void {
		if (++this.#successes < this.#limit || this.#limit >= this.#highest) return;
		this.#successes = 0;
		this.#limit++;
		this.#waiting.shift()?.();
	}
}

async function raceWithAbort<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (signal === undefined) return promise;
	let stop = (): void => {};
	const aborted = new Promise<never>((_resolve, reject) => {
		stop = () => reject(new TidemarkError('cancelled', 'Cancelled.'));
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
	});
	return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
