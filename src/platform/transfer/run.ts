import { describeError, TidemarkError } from '../../core/errors.ts';
import type { TransferReport, TransferResult } from '../../core/ports.ts';
import type { TransferOptions } from './context.ts';
import type { ArtifactObject } from './location.ts';
import { TransferProgress } from './progress.ts';
import { TransferQueue } from './queue.ts';

/** One push or fetch while it runs: its queue, its progress and what came of each object. */
export class TransferRun {
	readonly signal: AbortSignal | undefined;
	readonly progress: TransferProgress;
	readonly queue: TransferQueue;
	readonly #results: TransferResult[] = [];
	readonly #startedAt = performance.now();

	constructor(options: TransferOptions) {
		this.signal = options.signal;
		this.progress = new TransferProgress(options.onProgress);
		this.queue = new TransferQueue(options.jobs);
	}

	done(moved: ArtifactObject, bytes: number): void {
		this.#note(moved, { outcome: 'done', bytes });
	}

	/** Nothing to do; `reason` where that is not because it is there already. */
	skipped(moved: ArtifactObject, reason?: string): void {
		this.#note(moved, { outcome: 'skipped', bytes: 0, reason });
	}

	/** Notes a failure of one object; a cancel ends the run instead. */
	failed(moved: ArtifactObject, error: unknown): void {
		if (TidemarkError.is(error, 'cancelled')) throw error;
		this.#note(moved, { outcome: 'failed', bytes: 0, reason: describeError(error) });
	}

	/** What came of everything, by path. */
	report(): TransferReport {
		const results = this.#results.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
		const bytes = this.#results.reduce((sum, result) => sum + result.bytes, 0);
		return { results, bytes, seconds: (performance.now() - this.#startedAt) / 1000 };
	}

	#note(
		{ path, object }: ArtifactObject,
		result: Pick<TransferResult, 'outcome' | 'bytes' | 'reason'>,
	): void {
		this.#results.push({ path, object, ...result });
	}
}
