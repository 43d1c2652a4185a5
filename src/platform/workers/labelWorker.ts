/** The thread that compares two label files and answers for their rows until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LabelResult } from '../../core/labels/labelResult.ts';
import { type LabelFilePair, openComparison } from './labelFiles.ts';
import { type LabelAnswer, type LabelReply, type LabelRequest, toSentError } from './labelProtocol.ts';

const bytesPerReport = 8 << 20;

function send(reply: LabelReply): void {
	parentPort?.postMessage(reply);
}

function answer(result: LabelResult, request: LabelRequest): void {
	try {
		const value: LabelAnswer =
			request.type === 'rows' ? result.rows(request.query) : result.record(request.index);
		send({ type: 'answer', id: request.id, value });
	} catch (error) {
		send({ type: 'failed', id: request.id, error: toSentError(error) });
	}
}

function run(pair: LabelFilePair): void {
	let reported = 0;
	const onBytes = (done: number, total: number): void => {
		if (done - reported < bytesPerReport && done < total && done > reported) return;
		reported = done;
		send({ type: 'progress', done, total });
	};
	try {
		const { result } = openComparison(pair, onBytes, () => {});
		parentPort?.on('message', (request: LabelRequest) => answer(result, request));
		send({ type: 'compared', summary: result.summary });
	} catch (error) {
		send({ type: 'failed', id: undefined, error: toSentError(error) });
	}
}

run(workerData as LabelFilePair);
