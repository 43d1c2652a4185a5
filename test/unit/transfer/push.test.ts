import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { TransferReport } from '../../../src/core/ports.ts';
import { pushArtifacts } from '../../../src/platform/transfer/push.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';
import { FakeRemote } from './fakeRemote.ts';
import { fileArtifact, folderArtifact, onePlace, sample } from './samples.ts';

describe('pushArtifacts', () => {
	const folder = temporaryFolder();
	const samples = ['a', 'bb', 'ccc', 'dddd'].map((content) => sample(content));
	const [a, b, c, d] = samples as [
		(typeof samples)[0],
		(typeof samples)[0],
		(typeof samples)[0],
		(typeof samples)[0],
	];
	const { artifact, manifest } = folderArtifact('data', { a, b, c, d });

	async function prepared(remote = new FakeRemote()) {
		const places = onePlace(folder(), remote);
		for (const { object, bytes } of [...samples, manifest]) await places.cache.putBytes(object, bytes);
		return { remote, places };
	}

	function rows(report: TransferReport): string[] {
		return report.results.map(({ path, outcome }) => `${path} ${outcome}`);
	}

	it('sends files first, the manifest last, and nothing the second time', async () => {
		const { remote, places } = await prepared();
		const report = await pushArtifacts([{ artifact }], places);
		assert.deepEqual(
			new Set(rows(report)),
			new Set(['data/a', 'data/b', 'data/c', 'data/d', 'data'].map((path) => `${path} done`)),
		);
		assert.equal(remote.stored.at(-1), manifest.key);
		assert.equal(report.bytes, 10 + manifest.bytes.length);
		const again = await pushArtifacts([{ artifact }], places);
		assert.ok(again.results.every(({ outcome }) => outcome === 'skipped'));
		assert.equal(remote.stored.length, 5);
	});

	it('never sends the manifest when any file fails, whichever it is', async () => {
		for (const lost of samples) {
			const { remote, places } = await prepared();
			remote.keep = (key, bytes) => {
				if (key === lost.key) throw new TidemarkError('denied', 'You may not.');
				return bytes;
			};
			const report = await pushArtifacts([{ artifact }], places);
			assert.ok(!remote.objects.has(manifest.key));
			assert.equal(remote.objects.size, 3);
			const failed = report.results.filter(({ outcome }) => outcome === 'failed');
			assert.equal(failed.length, 2);
			assert.match(failed[0]?.reason ?? '', /1 of its 4 files/);
		}
	});

	it('finds out a storage that says "stored" and has nothing, or less', async () => {
		for (const kept of [undefined, new Uint8Array(1)]) {
			const { remote, places } = await prepared();
			remote.keep = (key, bytes) => (key === c.key ? kept : bytes);
			const report = await pushArtifacts([{ artifact }], places);
			assert.ok(!remote.objects.has(manifest.key));
			assert.match(report.results.find(({ path }) => path === 'data/c')?.reason ?? '', /After the upload/);
		}
	});

	it('sends a file that is missing, or cut, under a manifest that is there', async () => {
		const { remote, places } = await prepared();
		await pushArtifacts([{ artifact }], places);
		remote.objects.delete(b.key);
		remote.objects.set(d.key, d.bytes.subarray(0, 1));
		const report = await pushArtifacts([{ artifact }], places);
		assert.deepEqual(
			rows(report).filter((row) => row.endsWith('done')),
			['data/b done', 'data/d done'],
		);
		assert.deepEqual(remote.objects.get(d.key), Buffer.from(d.bytes));
	});

	it('sends no corrupt object, and says what is nowhere', async () => {
		const { remote, places } = await prepared();
		const path = places.cache.pathOf(c.object);
		await chmod(path, 0o644);
		await writeFile(path, 'xyz');
		const report = await pushArtifacts([{ artifact }], onePlace(folder(), remote));
		assert.ok(!remote.objects.has(c.key) && !remote.objects.has(manifest.key));
		assert.match(
			report.results.find(({ path: row }) => row === 'data/c')?.reason ?? '',
			/neither in the cache/,
		);
	});

	it('needs no local copy of what the remote has', async () => {
		const remote = new FakeRemote();
		const places = onePlace(folder(), remote);
		await places.cache.putBytes(manifest.object, manifest.bytes);
		for (const { key, bytes } of samples) remote.objects.set(key, bytes);
		const report = await pushArtifacts([{ artifact }], places);
		assert.deepEqual(remote.stored, [manifest.key]);
		assert.ok(report.results.every(({ outcome }) => outcome !== 'failed'));
	});

	it('completes a folder only when all of it is there, also when one file is pushed', async () => {
		const { remote, places } = await prepared();
		const part = await pushArtifacts([{ artifact, inside: ['a'] }], places);
		assert.deepEqual(remote.stored, [a.key]);
		assert.deepEqual(rows(part), ['data failed', 'data/a done']);
		await pushArtifacts([{ artifact, inside: ['b', 'c', 'd'] }], places);
		assert.equal(remote.stored.at(-1), manifest.key);
	});

	it('sends an object that two artifacts share once', async () => {
		const { remote, places } = await prepared();
		const twin = fileArtifact('twin', a);
		await pushArtifacts([{ artifact: twin }, { artifact }, { artifact: fileArtifact('other', a) }], places);
		assert.equal(remote.stored.filter((key) => key === a.key).length, 1);
		assert.ok(remote.objects.has(manifest.key));
	});

	it('skips what is never uploaded and refuses a remote that keeps versions', async () => {
		const { remote, places } = await prepared();
		const never = fileArtifact('x', a, { push: false });
		const lfs = fileArtifact('y', a, { system: 'lfs' });
		const report = await pushArtifacts([{ artifact: never }, { artifact: lfs }], places);
		assert.deepEqual(rows(report), ['x skipped', 'y skipped']);
		assert.deepEqual(remote.asked, []);
		const versioned = await prepared(new FakeRemote({ versionAware: true }));
		const refused = await pushArtifacts([{ artifact }], versioned.places);
		assert.match(refused.results[0]?.reason ?? '', /keeps versions itself/);
		assert.deepEqual(versioned.remote.stored, []);
	});

	it('stops at a cancel without a manifest', async () => {
		const { remote, places } = await prepared();
		const controller = new AbortController();
		remote.keep = (_key, bytes) => {
			controller.abort();
			return bytes;
		};
		const pushing = pushArtifacts([{ artifact }], places, { signal: controller.signal, jobs: 1 });
		await assert.rejects(pushing, (error) => TidemarkError.is(error, 'cancelled'));
		assert.ok(!remote.objects.has(manifest.key));
	});
});
