import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ManifestEntry } from '../../../src/core/model.ts';
import { listFolder } from '../../../src/extension/views/rows/folderListing.ts';

function entries(paths: readonly string[]): readonly ManifestEntry[] {
	return paths.map((path) => ({ path, object: undefined, size: undefined }));
}

/** Every file that a person reaches by opening folder after folder. */
function reachable(all: readonly ManifestEntry[], folder: string): readonly string[] {
	const { folders, files } = listFolder(all, folder);
	return [
		...files.map(({ path }) => path),
		...folders.flatMap((inner) => reachable(inner.entries, inner.path)),
	];
}

describe('folder listing', () => {
	it('shows one level, numbers by value', () => {
		const listing = listFolder(entries(['b/2.png', 'b/10.png', '10.png', '2.png', 'a/x/y']), '');
		assert.deepEqual(
			listing.folders.map(({ path, entries }) => [path, entries.length]),
			[
				['a', 1],
				['b', 2],
			],
		);
		assert.deepEqual(
			listing.files.map(({ path }) => path),
			['2.png', '10.png'],
		);
		const [, b] = listing.folders;
		assert.deepEqual(
			listFolder(b?.entries ?? [], 'b').files.map(({ path }) => path),
			['b/2.png', 'b/10.png'],
		);
	});

	it('reaches every file exactly once', () => {
		const name = fc.stringMatching(/^[a-c]{1,2}$/u);
		const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.f`);
		fc.assert(
			fc.property(fc.uniqueArray(path), (paths) => {
				assert.deepEqual([...reachable(entries(paths), '')].sort(), [...paths].sort());
			}),
		);
	});
});
