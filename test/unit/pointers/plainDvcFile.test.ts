import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDvcFile } from '../../../src/core/pointers/dvcFile.ts';
import { readPlainDvcFile } from '../../../src/core/pointers/plainDvcFile.ts';

const md5 = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
const path = fc.string({ unit: fc.constantFrom(...'abc019._-/#: \'"~N'), minLength: 1, maxLength: 12 });

const pointer = fc
	.record({ md5, dir: fc.boolean(), size: fc.nat(), files: fc.option(fc.nat()), path })
	.map(({ md5: hash, dir, size, files, path: name }) =>
		[
			'outs:',
			`- md5: ${hash}${dir ? '.dir' : ''}`,
			`  size: ${size}`,
			...(files === null ? [] : [`  nfiles: ${files}`]),
			'  hash: md5',
			`  path: ${name}`,
			'',
		].join('\n'),
	);

/** The same file by the grammar: a comment takes it out of the plain shape and means nothing. */
function byGrammar(text: string): unknown {
	return parseDvcFile(`${text}# end\n`, 'a.dvc');
}

describe('a plain .dvc file', () => {
	it('is read by its shape as it is by its grammar', () => {
		let plain = 0;
		fc.assert(
			fc.property(pointer, (text) => {
				const read = readPlainDvcFile(text);
				if (read === undefined) return;
				plain += 1;
				assert.deepEqual(read, byGrammar(text));
			}),
			{ numRuns: 500 },
		);
		assert.ok(plain > 20, `only ${plain} were plain`);
	});

	for (const [what, name] of [
		['null', 'null'],
		['a name in quotes', "'a'"],
		['a name with a space', 'a b'],
	] as const) {
		it(`leaves ${what} to the grammar`, () => {
			const text = `outs:\n- md5: ${'0'.repeat(32)}\n  size: 1\n  hash: md5\n  path: ${name}\n`;
			assert.equal(readPlainDvcFile(text), undefined);
		});
	}
});
