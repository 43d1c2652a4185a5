import assert from 'node:assert/strict';
import { type DataStatusFacts, dataStatusDocument } from '../../../src/core/status/dataStatus.ts';
import { treeOfDisk } from '../../../src/core/status/diskContent.ts';
import { asDvcReadsCommit } from '../../../src/core/status/dvcCommitPaths.ts';
import { treeOfPointers } from '../../../src/core/status/trackedTree.ts';
import { artifactOf, entryOf, folderOf, objectOf } from './samples.ts';

const file = artifactOf('f');
const folder = folderOf('d');
const pointers = treeOfPointers(
	[file, folder],
	({ object }) => object,
	() => [entryOf('x')],
);
const disk = treeOfDisk(
	[file, folder],
	new Map([
		['f', { type: 'file', content: file.object }],
		['d', { type: 'folder', content: folder.object, files: new Map([['x', objectOf('x')]]) }],
	]),
	true,
);
const clean: DataStatusFacts = {
	head: pointers,
	pointers,
	disk,
	isInCache: () => true,
	notInRemote: undefined,
	remoteUnknown: [],
	broken: [],
	untracked: [],
};

describe('the document of data status', () => {
	it('is empty for a clean project', () => {
		assert.deepEqual(dataStatusDocument(clean, {}), {});
	});

	it('lists what did not change on either side, when asked', () => {
		const both = dataStatusDocument(clean, { unchanged: true });
		assert.deepEqual(both, { unchanged: ['d/', 'd/x', 'f'] });
		const head = treeOfPointers([folder], ({ object }) => object);
		assert.deepEqual(dataStatusDocument({ ...clean, head }, { unchanged: true }).unchanged, ['d/']);
	});

	it('calls a pointer HEAD has not "committed added", and a file that is gone "uncommitted deleted"', () => {
		const found = dataStatusDocument({ ...clean, head: new Map(), disk: new Map() }, {});
		assert.deepEqual(found.committed, { added: ['d/', 'd/x', 'f'] });
		assert.deepEqual(found.uncommitted, { deleted: ['d/', 'd/x', 'f'] });
	});

	it('keeps to the paths asked for', () => {
		const found = dataStatusDocument({ ...clean, isInCache: () => false }, { paths: ['d/x'] });
		assert.deepEqual(found, { not_in_cache: ['d/x'] });
	});

	it('takes a name that begins like a path for another path', () => {
		assert.deepEqual(dataStatusDocument({ ...clean, isInCache: () => false }, { paths: ['d'] }), {
			not_in_cache: ['d/', 'd/x'],
		});
		assert.deepEqual(dataStatusDocument({ ...clean, isInCache: () => false }, { paths: ['d/xy'] }), {});
	});

	it('says what the remote lacks, and where it could not be asked', () => {
		const remoteUnknown = [{ path: 'f', reason: 'off line' }];
		const found = dataStatusDocument({ ...clean, notInRemote: new Set(['d']), remoteUnknown }, {});
		assert.deepEqual(found, { not_in_remote: ['d/'], remote_unknown: remoteUnknown });
	});

	it('leaves out metrics in plain git and outs that are not cached', () => {
		const others = [artifactOf('m', { system: 'git' }), artifactOf('n', { cached: false })];
		assert.equal(treeOfPointers(others, ({ object }) => object).size, 0);
	});
});

describe('paths as DVC reads them in a commit', () => {
	const read = (path: string, pointerFile: string): string | undefined =>
		asDvcReadsCommit({ artifacts: [artifactOf(path, { pointerFile })], broken: [] }).artifacts[0]?.path;

	it('lose the slash before a name that begins with # or ?', () => {
		assert.equal(read('odd/# y.bin', 'odd/# y.bin.dvc'), '# y.bin');
		assert.equal(read('a/odd/?y', 'a/odd/?y.dvc'), 'a?y');
	});

	it('stay as they are otherwise', () => {
		for (const path of ['# y', 'odd/a#b', 'odd/y']) assert.equal(read(path, `${path}.dvc`), path);
	});
});
