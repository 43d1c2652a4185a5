import assert from 'node:assert/strict';
import { DvcIgnore } from '../../../src/core/pointers/dvcIgnore.ts';
import { addIgnoreLine, ignoreLine } from '../../../src/core/pointers/ignoreLines.ts';

function ignored(rules: string, path: string, isFolder = false): boolean {
	const ignore = new DvcIgnore();
	ignore.add('', rules);
	return ignore.ignores(path, isFolder);
}

describe('.dvcignore', () => {
	it('follows the rules of .gitignore as DVC reads them', () => {
		const cases: readonly (readonly [string, string, boolean, boolean])[] = [
			['*.txt', 'a/b.txt', false, true],
			['/*.txt', 'a/b.txt', false, false],
			['a/*.txt', 'a/b.txt', false, true],
			['a/*.txt', 'x/a/b.txt', false, false],
			['tmp/', 'tmp', false, false],
			['tmp/', 'tmp', true, true],
			['tmp/', 'x/tmp/f', false, true],
			['**/x/**', 'a/x/b', false, true],
			['a/**', 'a', true, true],
			['a/**', 'a', false, false],
			['*/', 'a', true, false],
			['a/**/z', 'a/z', false, true],
			['a/**/z', 'a/b/c/z', false, true],
			['[ab]?.bin', 'a1.bin', false, true],
			['[!ab]?.bin', 'a1.bin', false, false],
			['\\#x', '#x', false, true],
			['# comment', '# comment', false, false],
			['*.txt\n!keep.txt', 'keep.txt', false, false],
			['d/\n!d/keep', 'd/keep', false, true],
			['', '.git/config', false, true],
			['', '.dvc', true, true],
			['[x', '[x', false, true],
		];
		for (const [rules, path, isFolder, expected] of cases) {
			assert.equal(ignored(rules, path, isFolder), expected, `${JSON.stringify(rules)} ${path}`);
		}
	});

	it('lets the rules of a folder decide inside it', () => {
		const ignore = new DvcIgnore();
		ignore.add('', '*.log');
		ignore.add('a', '!keep.log\n/only.txt');
		assert.deepEqual(
			['keep.log', 'a/keep.log', 'a/only.txt', 'a/b/only.txt'].map((path) => ignore.ignores(path, false)),
			[true, false, true, false],
		);
	});

	it('SEC-27: no pattern makes it slow', () => {
		const started = performance.now();
		assert.equal(ignored(`${'*a'.repeat(200)}b`, 'a'.repeat(5000)), false);
		assert.equal(ignored(`${'**/a/'.repeat(100)}b`, `${'a/'.repeat(400)}c`), false);
		assert.ok(performance.now() - started < 5000);
	});
});

describe('The line in .gitignore', () => {
	it('escapes as DVC does, and also what DVC forgets', () => {
		const lines = ['a b', '!x', '#x', '*x?', '[z]', "it's", '{q}'].map(ignoreLine);
		assert.deepEqual(lines, ['/a b', '/\\!x', '/\\#x', '/\\*x\\?', '/\\[z\\]', "/it's", '/{q}']);
		assert.deepEqual([ignoreLine('trail  '), ignoreLine('a\\b')], ['/trail\\ \\ ', '/a\\\\b']);
	});

	it('adds a missing newline first and never a second line', () => {
		assert.equal(addIgnoreLine(undefined, 'x'), '/x\n');
		assert.equal(addIgnoreLine('/a', 'x'), '/a\n/x\n');
		assert.equal(addIgnoreLine('/x\n/a\n', 'x'), '/x\n/a\n');
	});
});
