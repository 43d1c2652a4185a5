import assert from 'node:assert/strict';
import { TidemarkError } from '../../../src/core/errors.ts';
import { TransientError } from '../../../src/platform/remotes/transientError.ts';
import { TransferQueue } from '../../../src/platform/transfer/queue.ts';

const wait = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('TransferQueue', () => {
	it('runs a key in flight once and shares its result', async () => {
		const queue = new TransferQueue();
		let runs = 0;
		const task = async (): Promise<number> => {
			await wait(5);
			return ++runs;
		};
		assert.deepEqual(await Promise.all([queue.run('k', task), queue.run('k', task)]), [1, 1]);
		assert.equal(await queue.run('k', task), 2);
	});

	it('does not hand one caller the cancel of another', async () => {
		const queue = new TransferQueue();
		const controller = new AbortController();
		const task = (signal?: AbortSignal) => async (): Promise<string> => {
			await wait(20);
			if (signal?.aborted) throw new TidemarkError('cancelled', 'Cancelled.');
			return 'there';
		};
		const first = queue.run('k', task(controller.signal), controller.signal);
		const second = queue.run('k', task());
		controller.abort();
		await assert.rejects(first, (error) => TidemarkError.is(error, 'cancelled'));
		assert.equal(await second, 'there');
	});

	it('takes on more while all goes well and fewer when asked to slow down', async () => {
		const queue = new TransferQueue();
		const before = queue.limit;
		for (let at = 0; at < 60; at++) await queue.run(String(at), () => wait(0));
		const grown = queue.limit;
		assert.ok(grown > before);
		let failed = false;
		await queue.run('slow', async () => {
			if (!failed) {
				failed = true;
				throw new TransientError('busy', { slowDown: true });
			}
		});
		assert.equal(queue.limit, Math.floor(grown / 2));
	});

	it('never runs more than its limit, and runs everything', async () => {
		const queue = new TransferQueue(3);
		let running = 0;
		let most = 0;
		let done = 0;
		const task = async (): Promise<void> => {
			most = Math.max(most, ++running);
			await wait(1);
			running--;
			done++;
		};
		await Promise.all(Array.from({ length: 50 }, (_, at) => queue.run(String(at), task)));
		assert.deepEqual([most, done], [3, 50]);
	});

	it('gives up the place of a task that was cancelled while it waited', async () => {
		const queue = new TransferQueue(1);
		const controller = new AbortController();
		const long = queue.run('long', () => wait(30));
		const cancelled = queue.run('cancelled', () => wait(0), controller.signal);
		const last = queue.run('last', async () => 'ran');
		controller.abort();
		await assert.rejects(cancelled);
		await long;
		assert.equal(await last, 'ran');
	});

	it('gives up after some attempts, at once where asking again cannot help', async () => {
		const queue = new TransferQueue();
		let attempts = 0;
		const failing = (error: Error) => () => {
			attempts++;
			return Promise.reject(error);
		};
		await assert.rejects(queue.run('denied', failing(new TidemarkError('denied', 'no'))));
		assert.equal(attempts, 1);
		await assert.rejects(queue.run('passing', failing(new TransientError('reset'))));
		assert.equal(attempts, 5);
	});
});
