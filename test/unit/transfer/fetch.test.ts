import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import { TransientError } from '../../../src/platform/remotes/transientError.ts';
import { fetchArtifacts, fetchManifest, planFetch } from '../../../src/platform/transfer/fetch.ts';
import { fetchObject } from '../../../src/platform/transfer/fetchObject.ts';
import { ownObject } from '../../../src/platform/transfer/location.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';
import { FakeRemote } from './fakeRemote.ts';
import { fileArtifact, folderArtifact, onePlace, type Sample, sample } from './samples.ts';

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('fetchObject', () => {
	const folder = temporaryFolder();
	const model = sample('weights '.repeat(20));
	const wanted = ownObject(fileArtifact('model.bin', model), model.object);

	it('stores no flipped, cut, padded or swapped bytes, and names remote, file and object', async () => {
		const spoilt = fc.oneof(
			fc.nat(model.bytes.length - 1).map((length) => model.bytes.subarray(0, length)),
			fc.uint8Array({ minLength: 1, maxLength: 20 }).map((more) => Buffer.concat([model.bytes, more])),
			fc
				.nat(model.bytes.length - 1)
				.map((at) => model.bytes.map((byte, place) => (place === at ? byte ^ 1 : byte))),
			fc.constant(Buffer.from('<html>Please log in</html>')),
		);
		await fc.assert(
			fc.asyncProperty(spoilt, async (bytes) => {
				const remote = new FakeRemote();
				remote.objects.set(model.key, model.bytes);
				remote.spoil = () => bytes;
				const fetching = fetchObject(wanted, { remote, store: onePlace(folder(), remote).cache });
				await assert.rejects(fetching, (error) => {
					assert.ok(TidemarkError.is(error, 'corrupt'));
					for (const part of ['"fake"', 'model.bin', model.object.hash])
						assert.ok(error.message.includes(part));
					return true;
				});
				assert.deepEqual(await filesBelow(folder()), []);
			}),
			{ numRuns: 50 },
		);
	});

	it('asks a remote that keeps versions for the path and version of the pointer', async () => {
		const remote = new FakeRemote({ versionAware: true });
		remote.objects.set('data/model.bin@v7', model.bytes);
		const cloud = new Map([['fake', { versionId: 'v7' }]]);
		const artifact = fileArtifact('sub/data/model.bin', model, { projectRoot: 'sub', cloud });
		const store = onePlace(folder(), remote).cache;
		const path = await fetchObject(ownObject(artifact, model.object), { remote, store });
		assert.deepEqual(await readFile(path), model.bytes);
		const unpushed = ownObject(fileArtifact('data/model.bin', model), model.object);
		await assert.rejects(fetchObject(unpushed, { remote, store }), /was not pushed/);
	});
});

describe('fetchArtifacts', () => {
	const folder = temporaryFolder();
	const [a, b, c] = [sample('a'), sample('bb'), sample('ccc')];
	const { artifact, manifest } = folderArtifact('data', { 'a.txt': a, 'sub/b.txt': b, 'copy of a': a });

	function remoteWith(...samples: readonly Sample[]): FakeRemote {
		const remote = new FakeRemote();
		for (const { key, bytes } of samples) remote.objects.set(key, bytes);
		return remote;
	}

	it('fetches a manifest, then each of its objects once', async () => {
		const remote = remoteWith(a, b, manifest);
		const places = onePlace(folder(), remote);
		const report = await fetchArtifacts([{ artifact }], places);
		assert.deepEqual(
			report.results.map(({ path, outcome }) => `${path} ${outcome}`),
			['data done', 'data/a.txt done', 'data/sub/b.txt done'],
		);
		assert.equal(report.bytes, manifest.bytes.length + 3);
		assert.deepEqual(
			remote.asked,
			[manifest, a, b].map(({ key }) => `get ${key}`),
		);
		const again = await fetchArtifacts([{ artifact }], places);
		assert.ok(again.results.every(({ outcome }) => outcome === 'skipped'));
		assert.equal(remote.asked.length, 3);
	});

	it('fetches only what is chosen inside a folder', async () => {
		const remote = remoteWith(a, b, manifest);
		const places = onePlace(folder(), remote);
		await fetchArtifacts([{ artifact, inside: ['sub'] }], places);
		assert.deepEqual([await places.cache.has(a.object), await places.cache.has(b.object)], [false, true]);
	});

	it('brings what there is and gives each failure its own row', async () => {
		const remote = remoteWith(a, manifest, c);
		const places = onePlace(folder(), remote);
		const lost = fileArtifact('lost.bin', sample('lost'));
		const report = await fetchArtifacts(
			[{ artifact }, { artifact: lost }, { artifact: fileArtifact('c', c) }],
			places,
		);
		const failed = report.results.filter(({ outcome }) => outcome === 'failed');
		assert.deepEqual(failed.map(({ path }) => path).sort(), ['data/sub/b.txt', 'lost.bin']);
		assert.equal(report.results.filter(({ outcome }) => outcome === 'done').length, 3);
	});

	it('does not use a manifest that is unsafe, and says which file and field', async () => {
		const evil = sample(`[{"md5": "${a.object.hash}", "relpath": "../../.bashrc"}]`, '.dir');
		const remote = remoteWith(a, evil);
		const report = await fetchArtifacts(
			[{ artifact: { ...artifact, object: evil.object } }],
			onePlace(folder(), remote),
		);
		const [row] = report.results.filter(({ outcome }) => outcome === 'failed');
		assert.match(row?.reason ?? '', /data.*relpath|relpath/);
		assert.ok(!remote.asked.includes(`get ${a.key}`));
	});

	it('asks no remote when everything is here, and skips what has no content elsewhere', async () => {
		const places = {
			...onePlace(folder(), new FakeRemote()),
			remoteOf: () => Promise.reject(new TidemarkError('noRemote', 'No remote is configured.')),
		};
		await places.cache.putBytes(c.object, c.bytes);
		const imported = fileArtifact('lazy', c, { object: undefined });
		const kept = fileArtifact('metrics.json', a, { cached: false });
		const report = await fetchArtifacts(
			[{ artifact: fileArtifact('c', c) }, { artifact: imported }, { artifact: kept }],
			places,
		);
		assert.ok(report.results.every(({ outcome }) => outcome === 'skipped'));
		const none = await fetchArtifacts([{ artifact: fileArtifact('a', a) }], places);
		assert.match(none.results[0]?.reason ?? '', /No remote is configured/);
	});

	it('tries again after passing troubles, and after wrong bytes once', async () => {
		const remote = remoteWith(a, b);
		let failures = 2;
		remote.beforeGet = (key) =>
			key === a.key && failures-- > 0 ? Promise.reject(new TransientError('reset')) : Promise.resolve();
		let spoils = 1;
		remote.spoil = (bytes, key) => (key === b.key && spoils-- > 0 ? bytes.map((byte) => byte ^ 1) : bytes);
		const artifacts = [fileArtifact('a', a), fileArtifact('b', b)].map((each) => ({ artifact: each }));
		const report = await fetchArtifacts(artifacts, onePlace(folder(), remote));
		assert.deepEqual(
			report.results.map(({ outcome }) => outcome),
			['done', 'done'],
		);
		assert.equal(report.bytes, 3);
	});

	it('stops within a second of a cancel; what came stays, nothing half is left', async () => {
		const remote = remoteWith(a, b);
		remote.beforeGet = (key) =>
			key === b.key ? new Promise((resolve) => setTimeout(resolve, 300)) : Promise.resolve();
		const controller = new AbortController();
		const places = onePlace(folder(), remote);
		const artifacts = [fileArtifact('a', a), fileArtifact('b', b)].map((each) => ({ artifact: each }));
		setTimeout(() => controller.abort(), 100);
		const before = performance.now();
		await assert.rejects(fetchArtifacts(artifacts, places, { signal: controller.signal }), (error) =>
			TidemarkError.is(error, 'cancelled'),
		);
		assert.ok(performance.now() - before < 1000);
		assert.deepEqual(await filesBelow(folder()), [a.object.hash.slice(2)]);
	});

	it('refuses at the start what the disk has no room for', async () => {
		const huge = fileArtifact('huge', sample('x'), { size: 2 ** 60 });
		await assert.rejects(
			fetchArtifacts([{ artifact: huge }], onePlace(folder(), remoteWith())),
			/bytes free/,
		);
	});

	it('moves at most as many objects at a time as asked, and tells how far it is', async () => {
		const samples = Array.from({ length: 40 }, (_, at) => sample(`content ${at}`));
		const remote = remoteWith(...samples);
		remote.beforeGet = () => new Promise((resolve) => setTimeout(resolve, 2));
		const told: number[] = [];
		const wanted = samples.map((each, at) => ({ artifact: fileArtifact(`f${at}`, each) }));
		await fetchArtifacts(wanted, onePlace(folder(), remote), {
			jobs: 3,
			onProgress: ({ objectsDone }) => told.push(objectsDone),
		});
		assert.equal(remote.mostActive, 3);
		assert.equal(told.at(-1), 40);
	});

	it('plans without moving anything', async () => {
		const remote = remoteWith(a, b, manifest);
		const places = onePlace(folder(), remote);
		assert.deepEqual(await planFetch([{ artifact }], places), { objects: 4, bytes: 4 });
		await fetchManifest({ artifact }, places);
		await places.cache.putBytes(a.object, a.bytes);
		const plan = await planFetch([{ artifact }, { artifact: fileArtifact('c', c) }], places);
		assert.equal(plan.objects, 2);
	});
});
