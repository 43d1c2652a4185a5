import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { TransientError } from '../remotes/transientError.ts';

const mostAttempts = 4;
/** Wrong bytes may be a broken connection once; twice they are the remote's. */
const mostCorruptAttempts = 2;
const firstWait = 250;
const longestWait = 10_000;

/** Milliseconds before the next attempt after `failures` failures, or undefined when there is to be none. */
export function waitBeforeRetry(error: unknown, failures: number): number | undefined {
	if (TidemarkError.is(error, 'corrupt')) return failures < mostCorruptAttempts ? 0 : undefined;
	if (!(error instanceof TransientError) || failures >= mostAttempts) return undefined;
	const spread = 0.5 + Math.random();
	const backoff = Math.min(firstWait * 2 ** (failures - 1) * spread, longestWait);
	return Math.max(backoff, Math.min(error.retryAfter ?? 0, 60_000));
}

/** Waits; throws `cancelled` as soon as the signal fires. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		const stop = (): void => {
			clearTimeout(timer);
			reject(new TidemarkError('cancelled', 'Cancelled.'));
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', stop);
			resolve();
		}, milliseconds);
		if (signal?.aborted) stop();
		signal?.addEventListener('abort', stop, { once: true });
	});
}

/** Calls `task` until it succeeds or its failure is one that asking again does not mend. */
export async function withRetry<T>(
	task: () => Promise<T>,
	signal: AbortSignal | undefined,
	onFailure: (error: unknown) => void = () => {},
): Promise<T> {
	for (let failures = 1; ; failures++) {
		throwIfCancelled(signal);
		try {
			return await task();
		} catch (error) {
			throwIfCancelled(signal);
			onFailure(error);
			const wait = waitBeforeRetry(error, failures);
			if (wait === undefined) throw error;
			await pause(wait, signal);
		}
	}
}
