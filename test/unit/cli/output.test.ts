import assert from 'node:assert/strict';
import { readByteRange } from '../../../src/cli/commands/cat.ts';
import { readLimit } from '../../../src/cli/commands/versions.ts';
import { count, duration, size } from '../../../src/cli/output/amounts.ts';
import { colorsFor } from '../../../src/cli/output/colors.ts';
import { labelText } from '../../../src/cli/output/labelText.ts';
import { statusText } from '../../../src/cli/output/statusText.ts';
import { printable, tableLines, width } from '../../../src/cli/output/table.ts';
import { transferText } from '../../../src/cli/transfers.ts';
import { TidemarkError } from '../../../src/core/errors.ts';

describe('amounts for people', () => {
	for (const [bytes, text] of [
		[0, '0 B'],
		[1023, '1023 B'],
		[1024, '1.0 KiB'],
		[1536, '1.5 KiB'],
		[1024 * 1024 - 1, '1.0 MiB'],
		[5 * 1024 ** 3, '5.0 GiB'],
		[undefined, '-'],
		[null, '-'],
	] as const) {
		it(`${bytes} bytes are ${text}`, () => assert.equal(size(bytes), text));
	}

	it('count with their word', () => {
		assert.equal(count(1, 'file'), '1 file');
		assert.equal(count(1200, 'file'), '1,200 files');
	});

	it('tell minutes from a minute on', () => {
		assert.equal(duration(0.04), '0.0 s');
		assert.equal(duration(125), '2 min 5 s');
	});
});

describe('a table', () => {
	it('aligns columns by what they show, not by how they are painted', () => {
		const { bad } = colorsFor(true);
		const lines = tableLines([
			[{ text: 'deleted', paint: bad }, { text: '1', right: true }, 'a'],
			['new', { text: '10', right: true }, 'b'],
		]);
		assert.deepEqual(lines, ['\u001b[31mdeleted\u001b[39m   1  a', 'new      10  b']);
	});

	it('counts wide characters as two columns and marks as none', () => {
		assert.equal(width('数据'), 4);
		assert.equal(width('e\u0301'), 1);
		assert.equal(width('😀'), 2);
	});

	it('shows control characters and bidirectional marks as codes', () => {
		assert.equal(printable('a\u001b[31m\u202eb'), 'a\\u001b[31m\\u202eb');
		assert.deepEqual(tableLines([['a\nb']]), ['a\\u000ab']);
	});
});

describe('arguments', () => {
	it('ranges of bytes', () => {
		assert.deepEqual(readByteRange('0-99'), { start: 0, end: 99 });
		assert.deepEqual(readByteRange('7-'), { start: 7, end: undefined });
		for (const text of ['', '-', '5-3', 'a-b', '-5']) {
			assert.throws(
				() => readByteRange(text),
				(error) => TidemarkError.is(error, 'usage'),
				text,
			);
		}
	});

	it('limits', () => {
		assert.equal(readLimit('0'), 0);
		for (const text of ['', '-1', '1.5', 'x']) {
			assert.throws(
				() => readLimit(text),
				(error) => TidemarkError.is(error, 'usage'),
				text,
			);
		}
	});
});

describe('a status for people', () => {
	it('says when all is well, and of the remote only when it was asked', () => {
		assert.doesNotMatch(statusText({}, { color: false, askedRemote: false }), /upload/);
		assert.match(statusText({}, { color: false, askedRemote: true }), /uploaded/);
	});

	it('never says all is well when a remote could not be asked', () => {
		const document = { remote_unknown: [{ path: 'f', reason: 'off line' }] };
		const text = statusText(document, { color: false, askedRemote: true });
		assert.match(text, /^1 not known whether uploaded/);
		assert.doesNotMatch(text, /Everything/);
	});

	it('has a section for each kind of finding', () => {
		const text = statusText(
			{ uncommitted: { modified: ['a'], renamed: [{ old: 'b', new: 'c' }] }, not_in_remote: ['d/'] },
			{ color: false, askedRemote: true },
		);
		assert.match(text, /2 differ from their pointers, 1 not uploaded/);
		assert.match(text, / {2}modified {2}a\n {2}renamed {3}b -> c\n/);
		assert.match(text, /Not uploaded.*\n {2}d\/\n/);
	});
});

describe('a comparison of labels for people', () => {
	const counts = { a: 0, b: 0, added: 0, removed: 0, changed: 0 };

	it('lists the class that vanished when a category was renamed, and none that stayed', () => {
		const text = labelText(
			{
				format: 'coco',
				key: 'id',
				records: [5, 5],
				added: 0,
				removed: 0,
				changed: 0,
				unchanged: 5,
				moved: 0,
				fields: {},
				classes: { cat: { ...counts, a: 2 }, kitten: { ...counts, b: 2 }, dog: { ...counts, a: 3, b: 3 } },
				iou: [],
				sample: [],
				warnings: [],
			},
			false,
		);
		assert.match(text, /^cat +2 +0 /m);
		assert.match(text, /^kitten +0 +2 /m);
		assert.doesNotMatch(text, /dog/);
	});
});

describe('a transfer for people', () => {
	it('says why objects were left, each reason once', () => {
		const skipped = { outcome: 'skipped', bytes: 0, object: { algorithm: 'sha256', hash: 'ab' } } as const;
		const reason = 'Git LFS uploads it when you run git push.';
		const results = [
			{ ...skipped, path: 'a', reason },
			{ ...skipped, path: 'b', reason },
			{ ...skipped, path: 'c' },
		];
		assert.equal(
			transferText('Pushed', { results, bytes: 0, seconds: 0 }),
			`skipped  2 objects: ${reason}\nNothing to do (3 skipped).\n`,
		);
	});
});
