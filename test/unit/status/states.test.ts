import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ManifestEntry } from '../../../src/core/model.ts';
import { artifactStatus } from '../../../src/core/status/artifactStatus.ts';
import type { DiskContent } from '../../../src/core/status/diskContent.ts';
import { localState } from '../../../src/core/status/localState.ts';
import { noAnswer, type RemoteAnswer, remoteState } from '../../../src/core/status/remoteState.ts';
import type { EntryContent } from '../../../src/core/status/trackedTree.ts';
import { artifactOf, entryOf, folderOf, objectOf } from './samples.ts';

const file = artifactOf('f');
const folder = folderOf('d');
const listing = { object: file.object, files: undefined };

function onDisk(content: EntryContent, reason?: string): DiskContent {
	return { type: 'file', content, reason };
}

function folderOnDisk(files: Record<string, EntryContent>, content: EntryContent = 'differs'): DiskContent {
	return { type: 'folder', content, files: new Map(Object.entries(files)) };
}

describe('the state of a file in the work tree', () => {
	it('is present with the content its pointer names', () => {
		assert.equal(localState(file, onDisk(file.object), listing).local, 'present');
	});

	it('is missing when nothing is there, or only its Git LFS pointer', () => {
		assert.equal(localState(file, { type: 'absent' }, listing).local, 'missing');
		assert.equal(
			localState(artifactOf('f', { system: 'lfs' }), { type: 'pointer' }, listing).local,
			'missing',
		);
	});

	it('is modified with other content, or as a folder', () => {
		assert.equal(localState(file, onDisk(objectOf('other')), listing).local, 'modified');
		assert.equal(localState(file, onDisk('differs'), listing).local, 'modified');
		assert.equal(localState(file, folderOnDisk({}), listing).local, 'modified');
	});

	it('is unknown, with the reason, when it could not be read or the pointer names nothing', () => {
		assert.deepEqual(localState(file, onDisk('unknown', 'busy'), listing), {
			local: 'unknown',
			reason: 'busy',
		});
		const bare = { object: undefined, files: undefined };
		assert.equal(localState(file, onDisk(objectOf('x')), bare).local, 'unknown');
	});
});

describe('the state of a folder in the work tree', () => {
	const files = [entryOf('a'), entryOf('b')];
	const known = { object: folder.object, files };
	const [a, b] = [objectOf('a'), objectOf('b')];

	it('is present when its manifest would be the one named, even if that cannot be read', () => {
		const found = folderOnDisk({ a, b }, folder.object);
		assert.equal(localState(folder, found, { object: folder.object, files: undefined }).local, 'present');
	});

	it('is partial when some is missing and the rest is right', () => {
		assert.equal(localState(folder, folderOnDisk({ a }), known).local, 'partial');
	});

	it('is missing when nothing of it is there', () => {
		assert.equal(localState(folder, folderOnDisk({}), known).local, 'missing');
	});

	it('is modified by a changed or an added file', () => {
		assert.equal(localState(folder, folderOnDisk({ a, b: objectOf('c') }), known).local, 'modified');
		assert.equal(localState(folder, folderOnDisk({ a, b, c: objectOf('c') }), known).local, 'modified');
	});

	it('is modified when it differs and nobody knows how', () => {
		const unlisted = { object: folder.object, files: undefined };
		assert.equal(localState(folder, folderOnDisk({ a }, objectOf('x')), unlisted).local, 'modified');
	});

	it('is what its files say, one by one', () => {
		const names = ['a', 'b', 'c', 'd'];
		const content = fc.constantFrom('right', 'wrong', 'absent', 'unread');
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom(...names), content), fc.boolean(), (states, extra) => {
				const manifest: ManifestEntry[] = Object.keys(states).map((name) => entryOf(name));
				const found: Record<string, EntryContent> = extra ? { zz: objectOf('zz') } : {};
				for (const [name, state] of Object.entries(states)) {
					if (state === 'right') found[name] = objectOf(name);
					if (state === 'wrong') found[name] = objectOf('wrong');
					if (state === 'unread') found[name] = 'unknown';
				}
				const given = { object: folder.object, files: manifest };
				const { local } = localState(folder, folderOnDisk(found, 'unknown'), given);
				const all = Object.values(states);
				const has = (state: string): boolean => all.some((one) => one === state);
				if (has('wrong') || extra) assert.equal(local, 'modified');
				else if (has('unread')) assert.equal(local, 'unknown');
				else if (!has('absent')) assert.equal(local, 'present');
				else assert.equal(local, has('right') ? 'partial' : 'missing');
			}),
		);
	});
});

describe('the state on the remote', () => {
	const complete: RemoteAnswer = { remoteName: 'r', missing: new Set(), missingObjects: 0 };

	it('is pushed only after a complete answer', () => {
		assert.equal(remoteState(file, complete), 'pushed');
		assert.equal(remoteState(file, { ...complete, reason: 'no answer' }), 'unknown');
		assert.equal(remoteState(file, noAnswer('not asked')), 'unknown');
	});

	it('is unpushed after one definite miss, whatever else is not known', () => {
		const answer = { ...complete, missing: new Set(['d/x']), missingObjects: 1, reason: 'half an answer' };
		assert.equal(remoteState(folder, answer), 'unpushed');
	});

	it('is never for what is not uploaded', () => {
		for (const changes of [{ push: false }, { cached: false }, { system: 'git' }] as const) {
			assert.equal(remoteState(artifactOf('f', changes), complete), 'never');
		}
	});

	it('is unknown when nobody asked, and says so', () => {
		const status = artifactStatus(file, { disk: onDisk(file.object), listing, remote: undefined });
		assert.equal(status.remote, 'unknown');
		assert.equal(status.local, 'present');
		assert.match(status.reason ?? '', /not asked/);
	});
});
