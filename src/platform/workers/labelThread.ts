import { Worker } from 'node:worker_threads';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { LabelComparison, LabelDiff, RecordDetail, RecordRow } from '../../core/labels/model.ts';
import type { LabelFilePair, OnLabelBytes } from './labelFiles.ts';
import { fromSentError, type LabelAnswer, type LabelReply, type LabelRequest } from './labelProtocol.ts';

type Question = LabelRequest extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never;

interface Waiting<T> {
	resolve(value: T): void;
	reject(error: Error): void;
}

/** Compares in a worker thread; see `compareLabelFiles`. */
export async function compareInThread(
	workerUrl: URL,
	pair: LabelFilePair,
	signal: AbortSignal | undefined,
	report: OnLabelBytes,
): Promise<LabelComparison> {
	const thread = new LabelThread(new Worker(workerUrl, { workerData: pair }), report);
	const cancel = (): void => thread.end(new TidemarkError('cancelled', 'Cancelled.'));
	signal?.addEventListener('abort', cancel, { once: true });
	try {
		throwIfCancelled(signal);
		const summary = await thread.compared;
		return comparisonOf(thread, summary);
	} catch (error) {
		cancel();
		throw error;
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}

function comparisonOf(thread: LabelThread, summary: LabelDiff): LabelComparison {
	return {
		summary,
		// The thread answers each question with the value its type names.
		rows: async (query) =>
			(await thread.ask({ type: 'rows', query })) as { total: number; rows: readonly RecordRow[] },
		record: async (index) => (await thread.ask({ type: 'record', index })) as RecordDetail,
		dispose: () => thread.dispose(),
	};
}

/** One worker thread with one comparison; it keeps the process alive only while something is asked of it. */
class LabelThread {
	/** The summary, when it is done. */
	readonly compared: Promise<LabelDiff>;
	readonly #worker: Worker;
	readonly #report: OnLabelBytes;
	readonly #waiting = new Map<number, Waiting<LabelAnswer>>();
	#summary: Waiting<LabelDiff> | undefined;
	#ended: Error | undefined;
	#asked = 0;

	constructor(worker: Worker, report: OnLabelBytes) {
		this.#worker = worker;
		this.#report = report;
		this.compared = new Promise((resolve, reject) => {
			this.#summary = { resolve, reject };
		});
		this.compared.catch(() => {});
		worker.on('message', (reply: LabelReply) => this.#take(reply));
		worker.on('error', (error) => this.end(error instanceof Error ? error : new Error(String(error))));
		worker.on('exit', () => this.end(new Error('The thread that compares labels has ended.')));
	}

	ask(question: Question): Promise<LabelAnswer> {
		if (this.#ended !== undefined) return Promise.reject(this.#ended);
		const id = ++this.#asked;
		this.#worker.ref();
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#worker.postMessage({ ...question, id });
		});
	}

	#take(reply: LabelReply): void {
		if (this.#ended !== undefined) return;
		if (reply.type === 'progress') this.#report(reply.done, reply.total);
		else if (reply.type === 'compared') this.#summary?.resolve(reply.summary);
		else if (reply.type === 'answer') this.#waiting.get(reply.id)?.resolve(reply.value);
		else if (reply.id === undefined) this.end(fromSentError(reply.error));
		else this.#waiting.get(reply.id)?.reject(fromSentError(reply.error));
		if (reply.type !== 'progress') this.#settle(reply.type === 'compared' ? undefined : reply.id);
	}

	#settle(id: number | undefined): void {
		if (id !== undefined) this.#waiting.delete(id);
		if (this.#waiting.size === 0) this.#worker.unref();
	}

	/** Stops the thread wherever it is; everything still asked fails with `reason`. */
	end(reason: Error): void {
		if (this.#ended !== undefined) return;
		this.#ended = reason;
		this.#summary?.reject(reason);
		for (const { reject } of this.#waiting.values()) reject(reason);
		this.#waiting.clear();
		void this.#worker.terminate();
	}

	async dispose(): Promise<void> {
		this.end(new TidemarkError('cancelled', 'The comparison was closed.'));
		await this.#worker.terminate();
	}
}
