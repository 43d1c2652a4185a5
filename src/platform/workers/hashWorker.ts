/** Runs in a worker thread: hashes batches of files off the main thread. */
import { parentPort } from 'node:worker_threads';
import { hashOutcomeSync } from './hashFile.ts';
import { type HashReply, type HashRequest, packOutcome } from './hashMessages.ts';

parentPort?.on('message', (request: HashRequest) => {
	const reply: HashReply = { outcomes: request.jobs.map((job) => packOutcome(hashOutcomeSync(job))) };
	parentPort?.postMessage(reply);
});
