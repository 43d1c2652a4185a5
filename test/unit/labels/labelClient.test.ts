import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { LabelComparison } from '../../../src/core/labels/model.ts';
import { compareLabelFiles, type LabelFiles } from '../../../src/platform/workers/labelClient.ts';
import { workerUrl } from '../../../src/platform/workers/workerUrl.ts';

const url = workerUrl('labelWorker');

describe('Comparing label files', () => {
	let folder = '';
	before(() => {
		folder = mkdtempSync(join(tmpdir(), 'tidemark-labels-'));
	});
	after(() => rmSync(folder, { recursive: true, force: true }));

	function pair(old: string, other: string): LabelFiles {
		const [oldFile, newFile] = [join(folder, 'old.json'), join(folder, 'new.json')];
		writeFileSync(oldFile, old);
		writeFileSync(newFile, other);
		return { oldFile, newFile, oldName: 'labels.json', newName: 'labels.json' };
	}

	const many = (count: number, changed: number): string =>
		JSON.stringify(
			Array.from({ length: count }, (_, id) => ({
				id,
				label: 'cat',
				bbox: [id, 0, id < changed ? 2 : 1, 1],
			})),
		);

	async function everything(comparison: LabelComparison): Promise<unknown> {
		const { total, rows } = await comparison.rows({ start: 0, count: 10, text: '1' });
		return { summary: comparison.summary, total, rows, record: await comparison.record(0) };
	}

	it('says the same in a thread and without one', async () => {
		const files = pair(
			'{"__proto__": {"a": 1}, "b": [1, NaN]}',
			'{"__proto__": {"a": 2}, "b": [1, 2], "c1": 3}',
		);
		const here = await compareLabelFiles(files);
		const there = await compareLabelFiles({ ...files, workerUrl: url });
		assert.deepEqual(await everything(there), await everything(here));
		assert.equal(here.summary.changed, 2);
		await Promise.all([here.dispose(), there.dispose()]);
	});

	it('tells progress in bytes of both files', async () => {
		const files = pair(many(5000, 0), many(5000, 3));
		const told: (readonly [number, number | undefined])[] = [];
		const comparison = await compareLabelFiles(
			{ ...files, workerUrl: url },
			{ onProgress: ({ bytesDone, bytesTotal }) => told.push([bytesDone, bytesTotal]) },
		);
		assert.equal(comparison.summary.changed, 3);
		const [done, total] = told.at(-1) ?? [0, 0];
		assert.ok(done > 0 && done === total);
		await comparison.dispose();
	});

	it('fails as one of the family, with file and byte, from the thread too', async () => {
		const files = pair('[{"id": 1}]', '[{"id": 1},]');
		for (const workerUrl of [undefined, url]) {
			await assert.rejects(
				compareLabelFiles({ ...files, workerUrl }),
				(error) =>
					TidemarkError.is(error, 'malformed') &&
					error.file === 'labels.json' &&
					/byte 11/.test(error.message),
			);
		}
		await assert.rejects(compareLabelFiles({ ...files, oldFile: join(folder, 'none') }), (error) =>
			TidemarkError.is(error, 'io'),
		);
		await assert.rejects(
			compareLabelFiles({ ...files, oldFile: join(folder, 'none'), workerUrl: url }),
			(error) => TidemarkError.is(error, 'io'),
		);
	});

	it('SCALE-06: stops when cancelled, before and in the middle', async () => {
		const files = { ...pair(many(60_000, 0), many(60_000, 60_000)), workerUrl: url };
		await assert.rejects(compareLabelFiles(files, { signal: AbortSignal.abort() }), (error) =>
			TidemarkError.is(error, 'cancelled'),
		);
		const control = new AbortController();
		const stopped = compareLabelFiles(files, { signal: control.signal, onProgress: () => control.abort() });
		await assert.rejects(stopped, (error) => TidemarkError.is(error, 'cancelled'));
	});

	it('answers nothing after it is closed, and names a row that is not there', async () => {
		const comparison = await compareLabelFiles({ ...pair('{"a": 1}', '{"a": 2}'), workerUrl: url });
		await assert.rejects(comparison.record(5), /No row 5/);
		const refused = assert.rejects(comparison.record(0), (error) => TidemarkError.is(error, 'cancelled'));
		await comparison.dispose();
		await refused;
		await assert.rejects(comparison.rows({ start: 0, count: 1 }), (error) =>
			TidemarkError.is(error, 'cancelled'),
		);
	});
});
