import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatsFor } from '../../../src/core/compare/format.ts';
import { plainText, valueText } from '../../../src/core/compare/plainText.ts';

describe('plainText', () => {
	it('shows control and direction characters as codes', () => {
		assert.equal(plainText('photo\u202egnp.exe'), 'photo\\u{202e}gnp.exe');
		assert.equal(plainText('a\u001b[31mb\u0007'), 'a\\u{1b}[31mb\\u{7}');
		assert.equal(plainText('a\nb'), 'a\\u{a}b');
	});

	it('leaves ordinary text of any script alone', () => {
		for (const text of ['größe', '图像', 'صورة', '👩‍🚀'.replaceAll('\u200d', ''), '<b>&"']) {
			assert.equal(plainText(text), text);
		}
	});

	it('cuts long text, never inside a character', () => {
		assert.equal(plainText('abcdef', 3), 'abc…');
		assert.equal(plainText('ab👩cd', 3), 'ab…');
	});

	it('gives nothing a terminal or a page could act on, and no more than asked for', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
				const plain = plainText(text, 100);
				assert.doesNotMatch(plain, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
				assert.ok(plain.length <= 100 * 8 + 1);
			}),
		);
	});
});

describe('valueText', () => {
	it('writes strings as they are and the rest as JSON', () => {
		assert.equal(valueText('sgd'), 'sgd');
		assert.equal(valueText(0.1), '0.1');
		assert.equal(valueText(null), 'null');
		assert.equal(valueText([1, { a: 'b' }]), '[1,{"a":"b"}]');
		assert.equal(valueText(undefined), undefined);
	});
});

describe('formatsFor', () => {
	const formats = formatsFor('en');

	it('groups counts', () => assert.equal(formats.count(48112), '48,112'));

	it('writes sizes in binary units with one decimal', () => {
		assert.deepEqual([0, 1, 1023, 1024, 1536, 2.3 * 1024 ** 3, 1024 ** 6].map(formats.bytes), [
			'0 B',
			'1 B',
			'1,023 B',
			'1.0 KiB',
			'1.5 KiB',
			'2.3 GiB',
			'1,024.0 PiB',
		]);
	});

	it('signs differences with a true minus', () => {
		assert.deepEqual([0.012, -40, 0, -0.1289999999].map(formats.signed), ['+0.012', '−40', '0', '−0.129']);
		assert.equal(formats.percent(-0.557), '−55.7%');
	});

	it("follows the editor's language, and falls back for one it does not know", () => {
		assert.equal(formatsFor('de').count(48112), '48.112');
		assert.equal(typeof formatsFor('no such language').count(1), 'string');
	});
});
