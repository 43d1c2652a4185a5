import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { contentHash } from '../../../src/platform/workers/contentHash.ts';
import type { ContentAlgorithm } from '../../../src/platform/workers/hashTypes.ts';

function hashOf(algorithm: ContentAlgorithm, ...chunks: readonly Uint8Array[]): string {
	const hash = contentHash(algorithm);
	for (const chunk of chunks) hash.update(chunk);
	return hash.digest();
}

function md5(content: Uint8Array | string): string {
	return createHash('md5').update(content).digest('hex');
}

describe('contentHash', () => {
	it('names text as DVC 2 did: with Unix line ends', () => {
		assert.equal(hashOf('md5-dos2unix', Buffer.from('a\r\n')), '60b725f10c9c85c70d97880dfe8191b3');
		assert.equal(hashOf('md5-dos2unix'), md5(''));
	});

	it('leaves binary content alone: a NUL, or more than 30 % odd bytes, in the first 512', () => {
		const withNul = Buffer.from('a\r\n\0');
		assert.equal(hashOf('md5-dos2unix', withNul), md5(withNul));
		const odd = Buffer.concat([Buffer.alloc(31, 200), Buffer.alloc(67, 'a'), Buffer.from('\r\n')]);
		assert.equal(hashOf('md5-dos2unix', odd), md5(odd));
		const text = Buffer.concat([Buffer.alloc(30, 200), Buffer.alloc(68, 'a'), Buffer.from('\r\n')]);
		assert.equal(hashOf('md5-dos2unix', text), md5(Buffer.concat([text.subarray(0, 98), Buffer.from('\n')])));
	});

	it('looks at each MiB anew and does not join a line end cut by the border', () => {
		const first = Buffer.alloc(1024 * 1024, 'x');
		first[first.length - 1] = 13;
		assert.equal(
			hashOf('md5-dos2unix', first, Buffer.from('\ny\r\n')),
			md5(`${first.toString('latin1')}\ny\n`),
		);
	});

	it('does not depend on how the content is cut into chunks', () => {
		const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 });
		const algorithm = fc.constantFrom<ContentAlgorithm>('md5', 'sha256', 'md5-dos2unix');
		fc.assert(
			fc.property(chunks, algorithm, (parts, name) => {
				assert.equal(hashOf(name, ...parts), hashOf(name, Buffer.concat(parts)));
			}),
		);
	});
});
