import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatLfsPointer, type LfsPointer, parseLfsPointer } from '../../../src/core/pointers/lfsPointer.ts';

const oid = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393';
const version = 'version https://git-lfs.github.com/spec/v1\n';
const hash = `oid sha256:${oid}\n`;
const ext = (n: string) => `ext-${n} sha256:${oid}\n`;

function parse(text: string): LfsPointer | undefined {
	return parseLfsPointer(new TextEncoder().encode(text));
}

/** What `git lfs pointer --check` and `--strict` say. */
const accepted: readonly (readonly [string, string, boolean])[] = [
	['canonical', `${version}${hash}size 12345\n`, true],
	['size above 2^53', `${version}${hash}size 9007199254740993\n`, true],
	['size 2^63-1', `${version}${hash}size 9223372036854775807\n`, true],
	['extensions in order', `${version}${ext('0-foo')}${ext('1-bar')}${hash}size 1\n`, true],
	['CRLF', `${version}${hash}size 1\n`.replaceAll('\n', '\r\n'), false],
	['no final newline', `${version}${hash}size 1`, false],
	['trailing blanks', `${version}${hash}size 1\n \n\n`, false],
	['leading blank line', `\n${version}${hash}size 1\n`, false],
	['blank line inside', `${version}\n${hash}size 1\n`, false],
	['size +5', `${version}${hash}size +5\n`, false],
	['leading zero', `${version}${hash}size 05\n`, false],
	['hawser', `version https://hawser.github.com/spec/v1\n${hash}size 1\n`, false],
	['git-media', `version http://git-media.io/v/2\n${hash}size 1\n`, false],
	['extension after oid', `${version}${hash}${ext('0-foo')}size 1\n`, false],
	['extensions out of order', `${version}${ext('1-bar')}${ext('0-foo')}${hash}size 1\n`, false],
];

const refused: readonly (readonly [string, string])[] = [
	['empty', ''],
	['byte order mark', `\uFEFF${version}${hash}size 1\n`],
	['upper-case hex', `${version}oid sha256:${oid.toUpperCase()}\nsize 1\n`],
	['two spaces', `${version}oid  sha256:${oid}\nsize 1\n`],
	['size before oid', `${version}size 1\n${hash}`],
	['version last', `${hash}size 1\n${version}`],
	['unknown key', `${version}${hash}size 1\nx y\n`],
	['spec v2', `version https://git-lfs.github.com/spec/v2\n${hash}size 1\n`],
	['negative size', `${version}${hash}size -1\n`],
	['size 2^63', `${version}${hash}size 9223372036854775808\n`],
	['duplicate priority', `${version}${ext('0-a')}${ext('0-b')}${hash}size 1\n`],
	['two-digit priority', `${version}${ext('10-a')}${hash}size 1\n`],
	['two oids', `${version}${hash}${hash}size 1\n`],
	['no size', `${version}${hash}`],
	['not sha256', `${version}oid sha1:${oid}\nsize 1\n`],
	['content that starts like one', `${version}${hash}size 1\nand much more\n`],
	['1024 bytes', `${version}${hash}size 1\n`.padEnd(1024, '\n')],
];

describe('A Git LFS pointer', () => {
	it('BAD-25: is accepted, and called canonical, where git-lfs does so', () => {
		for (const [name, text, canonical] of accepted) assert.equal(parse(text)?.canonical, canonical, name);
	});

	it('BAD-25, BAD-26: is content where git-lfs says so', () => {
		for (const [name, text] of refused) assert.equal(parse(text), undefined, name);
	});

	it('keeps a size beyond 2^53 exact', () => {
		assert.equal(parse(`${version}${hash}size 9007199254740993\n`)?.exactSize, 9007199254740993n);
	});

	it('reads back what it wrote', () => {
		const digit = fc.constantFrom(...'0123456789abcdef');
		const sha256 = fc.string({ unit: digit, minLength: 64, maxLength: 64 });
		fc.assert(
			fc.property(sha256, fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (id, size) => {
				const read = parse(formatLfsPointer(id, size));
				assert.deepEqual([read?.oid, read?.exactSize, read?.canonical], [id, size, true]);
			}),
		);
	});

	it('never throws, whatever the bytes', () => {
		const part = fc.constantFrom(version, hash, 'size ', '1', '\n', ' ', 'oid sha256:', ext('0-a'));
		const text = fc.array(part, { maxLength: 8 }).map((parts) => new TextEncoder().encode(parts.join('')));
		fc.assert(fc.property(fc.oneof(text, fc.uint8Array()), (bytes) => void parseLfsPointer(bytes)));
	});
});
