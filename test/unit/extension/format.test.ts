import assert from 'node:assert/strict';
import * as format from '../../../src/extension/support/format.ts';
import { progressText, shareDone } from '../../../src/extension/support/progressText.ts';
import { wording } from './samples.ts';

const day = 86_400_000;

describe('formatting', () => {
	it('writes sizes in binary units with one decimal', () => {
		const texts = [0, 1023, 1024, 1536, 87 * 1024 ** 2, 2.3 * 1024 ** 3, 5000 * 1024 ** 5];
		assert.deepEqual(
			texts.map((bytes) => format.formatSize(wording, bytes)),
			['0 B', '1,023 B', '1.0 KiB', '1.5 KiB', '87.0 MiB', '2.3 GiB', '5,000.0 PiB'],
		);
	});

	it('groups numbers as the locale does', () => {
		assert.equal(format.formatFiles(wording, 1204), '1,204 files');
		assert.equal(format.formatFiles({ ...wording, locale: 'de' }, 1204), '1.204 files');
		assert.equal(format.formatFiles(wording, 1), '1 file');
	});

	it('writes times relative to now', () => {
		const ages = [0, 59_000, 5 * 60_000, day, 2 * day, 21 * day, 400 * day, -day];
		assert.deepEqual(
			ages.map((age) => format.formatAgo(wording, wording.now - age)),
			['now', 'now', '5 minutes ago', 'yesterday', '2 days ago', '3 weeks ago', 'last year', 'tomorrow'],
		);
	});

	it('shows one line of a message, without what a row cannot show', () => {
		assert.equal(format.firstLine('\n first\u0007line \r\nsecond'), 'first line');
		assert.equal(format.firstLine(''), '');
	});

	it('takes paths and hashes apart', () => {
		assert.equal(format.baseName('a/b/c.json'), 'c.json');
		assert.equal(format.parentFolder('a/b/c.json'), 'a/b');
		assert.equal(format.parentFolder('c.json'), '');
		assert.equal(format.shortHash('0123456789abcdef0123456789abcdef.dir'), '0123456789ab….dir');
	});

	it('tells progress by what is known of it', () => {
		const known = {
			objectsDone: 412,
			objectsTotal: 1204,
			bytesDone: 1024,
			bytesTotal: 4096,
			current: 'a.png',
		};
		assert.equal(progressText(wording, known), '412 of 1,204 · 1.0 KiB of 4.0 KiB · a.png');
		assert.equal(shareDone(known), 0.25);
		const vague = { objectsDone: 0, objectsTotal: 1, bytesDone: 10, bytesTotal: undefined };
		assert.equal(progressText(wording, vague), '10 B');
		assert.equal(shareDone({ ...vague, objectsTotal: 0 }), 0);
	});
});
