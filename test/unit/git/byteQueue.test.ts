import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ByteQueue } from '../../../src/platform/git/byteQueue.ts';
import { nulRecords } from '../../../src/platform/git/nulRecords.ts';

/** Cuts bytes into chunks at some places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
	const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
	const chunks = [0, ...at].map((start, index) => bytes.subarray(start, at[index] ?? bytes.length));
	return chunks.filter((chunk) => chunk.length > 0);
}

const messages = fc.array(fc.tuple(fc.stringMatching(/^[a-z0-9 ü😀]*$/u), fc.uint8Array({ maxLength: 50 })));
const places = fc.array(fc.nat());

describe('bytes from a pipe', () => {
	it('come out as lines and lengths however they were cut', () => {
		fc.assert(
			fc.property(messages, places, (sent, at) => {
				const bytes = Buffer.concat(
					sent.flatMap(([line, body]) => [Buffer.from(`${line}\n`), Buffer.from(body)]),
				);
				const queue = new ByteQueue();
				const received: [string, Uint8Array][] = [];
				let line: string | undefined;
				for (const chunk of cut(bytes, at)) {
					queue.push(chunk);
					for (;;) {
						line ??= queue.takeLine();
						const body = line === undefined ? undefined : queue.take(sent[received.length]?.[1].length ?? 0);
						if (line === undefined || body === undefined) break;
						received.push([line, new Uint8Array(body)]);
						line = undefined;
					}
				}
				assert.deepEqual(
					received,
					sent.map(([text, body]) => [text, new Uint8Array(body)]),
				);
			}),
		);
	});

	it('are thrown away by length', () => {
		const queue = new ByteQueue();
		queue.push(Buffer.from('abc'));
		queue.push(Buffer.from('def'));
		assert.equal(queue.drop(4), 4);
		assert.equal(queue.take(2)?.toString(), 'ef');
		assert.equal(queue.drop(9), 0);
	});
});

describe('NUL-ended records', () => {
	it('come out whole however they were cut', () => {
		fc.assert(
			fc.property(fc.array(fc.stringMatching(/^[a-z\nü😀]*$/u)), places, (records, at) => {
				const received: string[] = [];
				const take = nulRecords((record) => received.push(record));
				for (const chunk of cut(Buffer.from(records.map((text) => `${text}\0`).join('')), at)) take(chunk);
				assert.deepEqual(received, records);
			}),
		);
	});
});
