import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { hashOutcomeSync } from './hashFile.ts';
import { type HashReply, type HashRequest, unpackOutcome } from './hashMessages.ts';
import type { HashedFile, HashJob, HashOutcome } from './hashTypes.ts';
import { workerUrl } from './workerUrl.ts';

export interface HashPoolOptions {
	/** Where the worker's script is; default: next to this code, bundled or not. */
	readonly workerUrl?: URL | undefined;
	/** Threads; default: as many as cores, at most 4. */
	readonly workers?: number | undefined;
	/** Jobs of at most so many bytes together are hashed on the calling thread, without starting workers. */
	readonly inlineLimit?: number | undefined;
}

/** What a run of the pool takes. */
export interface HashRunOptions {
	readonly signal?: AbortSignal | undefined;
	/** Told of every finished file. */
	readonly onFile?: ((job: HashJob, outcome: HashOutcome) => void) | undefined;
}

interface Batch {
	readonly jobs: readonly HashJob[];
	settle: (outcomes: readonly HashOutcome[]) => void;
	fail: (error: unknown) => void;
}

const defaultInlineLimit = 1024 * 1024;
const batchFiles = 64;
const batchBytes = 8 * 1024 * 1024;

/** Hashes files off the main thread; workers start with the first big job and end with {@link dispose}. */
export class HashPool {
	readonly #url: URL;
	readonly #limit: number;
	readonly #inlineLimit: number;
	readonly #idle: Worker[] = [];
	readonly #running = new Map<Worker, Batch>();
	readonly #waiting: Batch[] = [];
	#disposed = false;

	constructor(options: HashPoolOptions = {}) {
		this.#url = options.workerUrl ?? workerUrl('hashWorker');
		this.#limit = options.workers ?? Math.min(availableParallelism(), 4);
		this.#inlineLimit = options.inlineLimit ?? defaultInlineLimit;
	}

	/** Hashes files, in the order given; a file that cannot be read fails alone. Throws `cancelled`. */
	async hash(jobs: readonly HashJob[], options: HashRunOptions = {}): Promise<readonly HashOutcome[]> {
		throwIfCancelled(options.signal);
		if (this.#isSmall(jobs)) return hashInline(jobs, options);
		const parts = batches(jobs).map((part) => this.#enqueue(part, options));
		const cancel = (): void => {
			for (const { batch } of parts) this.#cancel(batch);
		};
		options.signal?.addEventListener('abort', cancel, { once: true });
		try {
			return (await Promise.all(parts.map(({ done }) => done))).flat();
		} finally {
			options.signal?.removeEventListener('abort', cancel);
		}
	}

	/** Hashes one file; throws its error. */
	async hashOne(job: HashJob, signal?: AbortSignal): Promise<HashedFile> {
		const [outcome] = await this.hash([job], { signal });
		if (outcome === undefined) throw new TidemarkError('cancelled', 'Cancelled.');
		if ('error' in outcome) throw outcome.error;
		return outcome;
	}

	/** Stops the workers; what they were doing fails as `cancelled`. */
	async dispose(): Promise<void> {
		this.#disposed = true;
		const gone = new TidemarkError('cancelled', 'Cancelled: hashing was stopped.');
		const workers = [...this.#idle, ...this.#running.keys()];
		for (const batch of [...this.#waiting.splice(0), ...this.#running.values()]) batch.fail(gone);
		this.#idle.length = 0;
		this.#running.clear();
		await Promise.all(workers.map((worker) => worker.terminate()));
	}

	#isSmall(jobs: readonly HashJob[]): boolean {
		let bytes = 0;
		for (const job of jobs) bytes += job.size ?? Number.POSITIVE_INFINITY;
		return bytes <= this.#inlineLimit;
	}

	#enqueue(
		jobs: readonly HashJob[],
		options: HashRunOptions,
	): { readonly batch: Batch; readonly done: Promise<readonly HashOutcome[]> } {
		const batch: Batch = { jobs, settle: ignore, fail: ignore };
		const done = new Promise<readonly HashOutcome[]>((resolve, reject) => {
			batch.settle = resolve;
			batch.fail = reject;
		});
		this.#waiting.push(batch);
		this.#startNext();
		return { batch, done: done.then((outcomes) => report(jobs, outcomes, options)) };
	}

	#startNext(): void {
		const batch = this.#waiting[0];
		if (batch === undefined) return;
		const worker = this.#disposed ? undefined : (this.#idle.pop() ?? this.#newWorker());
		if (worker === undefined) return;
		this.#waiting.shift();
		this.#running.set(worker, batch);
		worker.ref();
		worker.postMessage({ jobs: batch.jobs } satisfies HashRequest);
	}

	#newWorker(): Worker | undefined {
		if (this.#running.size + this.#idle.length >= this.#limit) return undefined;
		const worker = new Worker(this.#url);
		worker.on('message', (reply: HashReply) => this.#finish(worker, reply));
		worker.on('error', (error) => this.#lose(worker, error));
		return worker;
	}

	#finish(worker: Worker, reply: HashReply): void {
		const batch = this.#running.get(worker);
		this.#running.delete(worker);
		worker.unref();
		this.#idle.push(worker);
		batch?.settle(reply.outcomes.map(unpackOutcome));
		this.#startNext();
	}

	#lose(worker: Worker, error: unknown): void {
		const batch = this.#running.get(worker);
		this.#running.delete(worker);
		batch?.fail(new TidemarkError('io', 'The hashing thread stopped.', { cause: error }));
		this.#startNext();
	}

	/** A cancelled batch's worker may be in the middle of a huge file: it is ended, not waited for. */
	#cancel(batch: Batch): void {
		const place = this.#waiting.indexOf(batch);
		if (place !== -1) this.#waiting.splice(place, 1);
		for (const [worker, running] of this.#running) {
			if (running !== batch) continue;
			this.#running.delete(worker);
			void worker.terminate();
		}
		batch.fail(new TidemarkError('cancelled', 'Cancelled.'));
		this.#startNext();
	}
}

function ignore(): void {}

function report(
	jobs: readonly HashJob[],
	outcomes: readonly HashOutcome[],
	options: HashRunOptions,
): readonly HashOutcome[] {
	for (const [at, job] of jobs.entries()) {
		const outcome = outcomes[at];
		if (outcome !== undefined) options.onFile?.(job, outcome);
	}
	return outcomes;
}

async function hashInline(jobs: readonly HashJob[], options: HashRunOptions): Promise<HashOutcome[]> {
	const outcomes: HashOutcome[] = [];
	for (const job of jobs) {
		throwIfCancelled(options.signal);
		const outcome = hashOutcomeSync(job);
		options.onFile?.(job, outcome);
		outcomes.push(outcome);
	}
	return outcomes;
}

/** Many small files make one message; a big one goes alone. */
function batches(jobs: readonly HashJob[]): HashJob[][] {
	const parts: HashJob[][] = [];
	let current: HashJob[] = [];
	let bytes = 0;
	for (const job of jobs) {
		const size = job.size ?? batchBytes;
		if (current.length > 0 && (current.length >= batchFiles || bytes + size > batchBytes)) {
			parts.push(current);
			current = [];
			bytes = 0;
		}
		current.push(job);
		bytes += size;
	}
	if (current.length > 0) parts.push(current);
	return parts;
}
