import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareTrees } from '../../../src/core/status/compareTrees.ts';
import type { EntryContent, TrackedEntry, TrackedTree } from '../../../src/core/status/trackedTree.ts';
import { objectOf } from './samples.ts';

function entry(path: string, content: EntryContent, changes: Partial<TrackedEntry> = {}): TrackedEntry {
	return { path, artifact: path, isFolder: false, content, unlisted: false, ...changes };
}

function tree(...entries: TrackedEntry[]): TrackedTree {
	return new Map(entries.map((one) => [one.path, one]));
}

const [a, b] = [objectOf('a'), objectOf('b')];
const nothing = { added: [], modified: [], deleted: [], renamed: [], unknown: [], unchanged: [] };

describe('comparing two sides', () => {
	it('tells added, modified, deleted and unchanged apart', () => {
		const old = tree(entry('same', a), entry('changed', a), entry('gone', objectOf('x')));
		const fresh = tree(entry('same', a), entry('changed', b), entry('new', objectOf('y')));
		assert.deepEqual(compareTrees(old, fresh), {
			...nothing,
			added: ['new'],
			modified: ['changed'],
			deleted: ['gone'],
			unchanged: ['same'],
		});
	});

	it('calls the same content at another path a rename, first path first', () => {
		const old = tree(entry('b', a), entry('a', a));
		const fresh = tree(entry('z', a), entry('y', a), entry('x', a));
		const found = compareTrees(old, fresh);
		assert.deepEqual(found.renamed, [
			{ old: 'a', new: 'x' },
			{ old: 'b', new: 'y' },
		]);
		assert.deepEqual(found.added, ['z']);
	});

	it('takes the same digits under another hash function for other content', () => {
		const old = tree(entry('f', { ...a, algorithm: 'md5-dos2unix' }));
		assert.deepEqual(compareTrees(old, tree(entry('f', a))).modified, ['f']);
	});

	it('takes an entry that names no content for one that is not there', () => {
		assert.deepEqual(compareTrees(tree(entry('f', undefined)), tree(entry('f', a))).added, ['f']);
		assert.deepEqual(compareTrees(tree(entry('f', a)), tree(entry('f', undefined))).deleted, ['f']);
		assert.deepEqual(compareTrees(tree(entry('f', undefined)), tree()), nothing);
	});

	it('says of content that could not be read only that it is unknown', () => {
		assert.deepEqual(compareTrees(tree(entry('f', a)), tree(entry('f', 'unknown'))), {
			...nothing,
			unknown: ['f'],
		});
	});

	it('says of files in a folder nobody could list only that they are unknown', () => {
		const old = tree(entry('d', a, { isFolder: true, unlisted: true }));
		const fresh = tree(entry('d', b, { isFolder: true }), entry('d/f', a, { artifact: 'd' }));
		const found = compareTrees(old, fresh);
		assert.deepEqual(found.modified, ['d/']);
		assert.deepEqual(found.unknown, ['d/f']);
		assert.deepEqual(found.added, []);
	});

	it('ends folders in a slash, as the new side has it', () => {
		const folder = tree(entry('d', a, { isFolder: true }));
		assert.deepEqual(compareTrees(folder, tree(entry('d', b))).modified, ['d']);
		assert.deepEqual(compareTrees(tree(entry('d', b)), folder).modified, ['d/']);
	});
});

/** The rule said as plainly as it can be: no maps, no order of work. */
function naive(old: TrackedTree, fresh: TrackedTree) {
	const contents = (side: TrackedTree, path: string): string | undefined => {
		const content = side.get(path)?.content;
		return typeof content === 'object' ? `${content.algorithm}:${content.hash}` : undefined;
	};
	const paths = [...new Set([...old.keys(), ...fresh.keys()])];
	const both = paths.filter((path) => contents(old, path) && contents(fresh, path));
	const deleted = paths.filter((path) => contents(old, path) && !contents(fresh, path));
	const added = paths.filter((path) => !contents(old, path) && contents(fresh, path));
	const count = (list: string[], side: TrackedTree, content: string): number =>
		list.filter((path) => contents(side, path) === content).length;
	const kinds = new Set([...old.keys()].map((path) => contents(old, path) ?? ''));
	const renames = [...kinds].reduce(
		(sum, content) => sum + Math.min(count(deleted, old, content), count(added, fresh, content)),
		0,
	);
	return {
		unchanged: both.filter((path) => contents(old, path) === contents(fresh, path)).sort(),
		modified: both.filter((path) => contents(old, path) !== contents(fresh, path)).sort(),
		touched: [...deleted, ...added].sort(),
		renames,
	};
}

const side = fc
	.array(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.constantFrom('1', '2', '3', undefined)), {
		maxLength: 8,
	})
	.map((pairs) =>
		tree(
			...new Map(pairs.map(([path, text]) => [path, entry(path, text && objectOf(text))] as const)).values(),
		),
	);

describe('comparing any two sides', () => {
	it('agrees with the plain words of the rule', () => {
		fc.assert(
			fc.property(side, side, (old, fresh) => {
				const found = compareTrees(old, fresh);
				const expected = naive(old, fresh);
				assert.deepEqual([...found.unchanged].sort(), expected.unchanged);
				assert.deepEqual(found.modified, expected.modified);
				assert.equal(found.renamed.length, expected.renames);
				const ends = found.renamed.flatMap(({ old: from, new: to }) => [from, to]);
				assert.deepEqual([...found.added, ...found.deleted, ...ends].sort(), expected.touched);
			}),
		);
	});

	it('mirrors when the sides change places', () => {
		fc.assert(
			fc.property(side, side, (old, fresh) => {
				const [there, back] = [compareTrees(old, fresh), compareTrees(fresh, old)];
				assert.deepEqual(
					[...there.added, ...there.renamed].length,
					[...back.deleted, ...back.renamed].length,
				);
				assert.deepEqual(there.modified, back.modified);
			}),
		);
	});
});
