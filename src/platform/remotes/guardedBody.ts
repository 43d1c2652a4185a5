import type { Readable } from 'node:stream';
import { TidemarkError } from '../../core/errors.ts';
import type { ByteRange } from './remote.ts';
import { TransientError } from './transientError.ts';

/** How a body on its way is watched. */
export interface BodyGuard {
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds without a byte after which the connection counts as dead. */
	readonly idle: number;
	/** Turns what broke the connection into the family's error. */
	readonly toError: (error: unknown) => TidemarkError;
}

/** The chunks of a body; ends within moments of an abort or of silence, and always closes the connection. */
export async function* guardedBody(stream: Readable, guard: BodyGuard): AsyncGenerator<Uint8Array> {
	const stop = (): void => void stream.destroy(new TidemarkError('cancelled', 'Cancelled.'));
	if (guard.signal?.aborted) stop();
	guard.signal?.addEventListener('abort', stop, { once: true });
	const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
	try {
		for (let next = await nextInTime(stream, chunks, guard.idle); !next.done; ) {
			yield next.value;
			next = await nextInTime(stream, chunks, guard.idle);
		}
	} catch (error) {
		throw guard.toError(error);
	} finally {
		guard.signal?.removeEventListener('abort', stop);
		stream.destroy();
	}
}

async function nextInTime(
	stream: Readable,
	chunks: AsyncIterator<Uint8Array>,
	idle: number,
): Promise<IteratorResult<Uint8Array>> {
	const seconds = Math.round(idle / 1000);
	const dead = (): void => void stream.destroy(new TransientError(`No byte came for ${seconds} s.`));
	const timer = setTimeout(dead, idle);
	try {
		return await chunks.next();
	} finally {
		clearTimeout(timer);
	}
}

/** The bytes of a range out of a whole body, for a server that ignores `Range`. */
export async function* cutRange(
	body: AsyncIterable<Uint8Array>,
	range: ByteRange,
): AsyncGenerator<Uint8Array> {
	const end = range.end ?? Number.POSITIVE_INFINITY;
	let at = 0;
	for await (const chunk of body) {
		const from = Math.max(0, range.start - at);
		const to = Math.min(chunk.length, end - at + 1);
		if (to > from) yield chunk.subarray(from, to);
		at += chunk.length;
		if (at > end) return;
	}
}
