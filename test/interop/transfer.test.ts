import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Artifact } from '../../src/core/model.ts';
import type { TransferReport } from '../../src/core/ports.ts';
import { fetchArtifacts } from '../../src/platform/transfer/fetch.ts';
import { pushArtifacts } from '../../src/platform/transfer/push.ts';
import { type S3Server, startS3 } from '../support/s3Server.ts';
import { type DvcRepository, newDvcRepository } from './dvcRepository.ts';

const files: Readonly<Record<string, Buffer>> = {
	'data/a.txt': Buffer.from('a1\n'),
	'data/empty': Buffer.alloc(0),
	'data/sub/ü b.txt': Buffer.from('b1\r\n'),
	'data/big.bin': randomBytes(40 * 1024 * 1024),
	'model.bin': randomBytes(3 * 1024 * 1024),
};

async function writeFiles(root: string): Promise<void> {
	for (const [path, bytes] of Object.entries(files)) {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), bytes);
	}
}

function outcomes(report: TransferReport): Record<string, string> {
	return Object.fromEntries(report.results.map(({ path, outcome, reason }) => [path, reason ?? outcome]));
}

const allDone = Object.fromEntries([...Object.keys(files), 'data'].map((path) => [path, 'done']));

async function wantedOf(repository: DvcRepository): Promise<{ artifact: Artifact }[]> {
	const pointers = ['data.dvc', 'model.bin.dvc'];
	const artifacts = await Promise.all(pointers.map((pointer) => repository.artifacts(pointer)));
	return artifacts.flat().map((artifact) => ({ artifact }));
}

describe('transfers beside the real DVC', function () {
	this.timeout(300_000);
	let server: S3Server;
	const repositories: DvcRepository[] = [];
	let buckets = 0;

	before(async () => {
		server = await startS3();
	});
	after(() => server.stop());
	afterEach(async () => {
		for (const repository of repositories.splice(0)) await repository.dispose();
	});

	async function newRepository(): Promise<DvcRepository> {
		const repository = await newDvcRepository();
		repositories.push(repository);
		return repository;
	}

	async function useS3(repository: DvcRepository, settings = ''): Promise<void> {
		const bucket = `bucket-${++buckets}`;
		await server.createBucket(bucket, { versioned: settings.includes('version_aware') });
		const remote = `['remote "cloud"']\nurl = s3://${bucket}/pre fix/x\nendpointurl = ${server.endpoint}\n${settings}`;
		await writeFile(join(repository.root, '.dvc/config'), `[core]\nremote = cloud\n${remote}`);
		await giveKeys(repository, server.secretKey);
	}

	async function giveKeys(repository: DvcRepository, secret: string): Promise<void> {
		const keys = `access_key_id = ${server.accessKey}\nsecret_access_key = ${secret}\n`;
		await writeFile(join(repository.root, '.dvc/config.local'), `['remote "cloud"']\n${keys}`);
	}

	async function useFolder(repository: DvcRepository): Promise<void> {
		await mkdir(join(dirname(repository.root), 'remote'), { recursive: true });
		const config = `[core]\nremote = storage\n['remote "storage"']\nurl = ../../remote\n`;
		await writeFile(join(repository.root, '.dvc/config'), config);
	}

	for (const [kind, use] of [
		['S3', useS3],
		['a folder', useFolder],
	] as const) {
		it(`DVC pulls from ${kind} what we pushed`, async () => {
			const repository = await newRepository();
			await use(repository);
			await writeFiles(repository.root);
			await repository.dvc('add', '-q', 'data', 'model.bin');
			await repository.git('add', '-A');
			await repository.git('commit', '-qm', 'Data');
			const places = await repository.places();
			const report = await pushArtifacts(await wantedOf(repository), places);
			assert.deepEqual(outcomes(report), allDone);
			await rm(join(repository.root, '.dvc', 'cache'), { recursive: true });
			await rm(join(repository.root, 'data'), { recursive: true });
			await rm(join(repository.root, 'model.bin'));
			await repository.dvc('pull', '-q');
			for (const [path, bytes] of Object.entries(files)) {
				assert.deepEqual(await readFile(join(repository.root, path)), bytes, path);
			}
			assert.equal((await repository.dvc('status', '-c', '--json')).trim(), '{}');
			places.remote.dispose();
		});

		it(`we fetch from ${kind} what DVC pushed, and DVC takes it from the cache`, async () => {
			const repository = await newRepository();
			await use(repository);
			await writeFiles(repository.root);
			await repository.dvc('add', '-q', 'data', 'model.bin');
			await repository.dvc('push', '-q');
			await rm(join(repository.root, '.dvc', 'cache'), { recursive: true });
			const places = await repository.places();
			const wanted = await wantedOf(repository);
			const untouched = await pushArtifacts(wanted, places);
			assert.ok(untouched.results.every(({ outcome }) => outcome !== 'done'));
			assert.deepEqual(outcomes(await fetchArtifacts(wanted, places)), allDone);
			await rm(join(repository.root, 'data'), { recursive: true });
			await repository.dvc('checkout', '-q', '-f');
			assert.deepEqual(await readFile(join(repository.root, 'data/big.bin')), files['data/big.bin']);
			places.remote.dispose();
		});
	}

	it('finds and mends the hole that DVC trusts away: one file lost under a manifest that is there', async () => {
		const repository = await newRepository();
		await useFolder(repository);
		await writeFiles(repository.root);
		await repository.dvc('add', '-q', 'data', 'model.bin');
		await repository.dvc('push', '-q');
		const places = await repository.places();
		const wanted = await wantedOf(repository);
		const entries = (await places.cache.manifest(wanted[0]?.artifact.object ?? assert.fail())) ?? [];
		const hash = entries.find(({ path }) => path === 'a.txt')?.object?.hash ?? assert.fail();
		const lost = join(dirname(repository.root), 'remote/files/md5', hash.slice(0, 2), hash.slice(2));
		await rm(lost);
		assert.match(await repository.dvc('push'), /up to date/);
		const report = await pushArtifacts(wanted, places);
		assert.deepEqual(
			report.results.filter(({ outcome }) => outcome === 'done').map(({ path }) => path),
			['data/a.txt'],
		);
		assert.deepEqual(await readFile(lost), files['data/a.txt']);
	});

	it('fetches an old version of a bucket that keeps versions, by version id', async () => {
		const repository = await newRepository();
		await useS3(repository, 'version_aware = true\n');
		await mkdir(join(repository.root, 'dd/s'), { recursive: true });
		const write = async (text: string): Promise<void> => {
			await writeFile(join(repository.root, 'm.bin'), `m${text}`);
			await writeFile(join(repository.root, 'dd/s/a b.txt'), `a${text}`);
		};
		await write('1');
		await writeFile(join(repository.root, 'dd/same'), 'same');
		await repository.dvc('add', '-q', 'm.bin', 'dd');
		await repository.dvc('push', '-q');
		const old = await Promise.all(
			['m.bin.dvc', 'dd.dvc'].map((name) => readFile(join(repository.root, name), 'utf8')),
		);
		await write('2');
		await repository.dvc('add', '-q', 'm.bin', 'dd');
		await repository.dvc('push', '-q');
		await rm(join(repository.root, '.dvc', 'cache'), { recursive: true });
		const places = await repository.places();
		const artifacts = [
			...(await repository.artifacts('m.bin.dvc', old[0])),
			...(await repository.artifacts('dd.dvc', old[1])),
		];
		const report = await fetchArtifacts(
			artifacts.map((artifact) => ({ artifact })),
			places,
		);
		assert.deepEqual(outcomes(report), { 'm.bin': 'done', 'dd/s/a b.txt': 'done', 'dd/same': 'done' });
		const bytes = await Promise.all(
			report.results.map(({ object }) => readFile(places.cache.pathOf(object), 'utf8')),
		);
		assert.deepEqual(bytes.sort(), ['a1', 'm1', 'same']);
		const refused = await pushArtifacts(
			artifacts.map((artifact) => ({ artifact })),
			places,
		);
		assert.ok(
			refused.results.every(
				({ outcome, reason }) => outcome === 'failed' && /keeps versions/.test(reason ?? ''),
			),
		);
		places.remote.dispose();
	});

	it('learns which of many objects are there by listing and by asking, the same answer', async () => {
		const repository = await newRepository();
		await useS3(repository);
		await mkdir(join(repository.root, 'many'));
		for (let at = 0; at < 120; at++)
			await writeFile(join(repository.root, 'many', String(at)), `content ${at}`);
		await repository.dvc('add', '-q', 'many');
		await repository.dvc('push', '-q');
		const { remote, cache } = await repository.places();
		const [artifact] = await repository.artifacts('many.dvc');
		const entries = (await cache.manifest(artifact?.object ?? assert.fail())) ?? [];
		const keyOf = (hash: string): string => `files/md5/${hash.slice(0, 2)}/${hash.slice(2)}`;
		const keys = entries.map(({ object }) => keyOf(object?.hash ?? ''));
		const absent = Array.from({ length: 120 }, () => keyOf(randomBytes(16).toString('hex')));
		const found = await remote.exists([...keys, ...absent]);
		assert.deepEqual([...found.keys()].sort(), [...keys].sort());
		assert.equal(
			found.get(keys[0] ?? ''),
			(await readFile(cache.pathOf(entries[0]?.object ?? assert.fail()))).length,
		);
		const few = await remote.exists([...keys.slice(0, 3), ...absent.slice(0, 3)]);
		assert.deepEqual([...few.keys()].sort(), keys.slice(0, 3).sort());
		remote.dispose();
	});

	it('says "denied" with wrong keys and "no bucket" without one, never "all missing"', async () => {
		const repository = await newRepository();
		await useS3(repository);
		await writeFile(join(repository.root, 'x'), 'x');
		await repository.dvc('add', '-q', 'x');
		const wanted = (await repository.artifacts('x.dvc')).map((artifact) => ({ artifact }));
		const config = join(repository.root, '.dvc/config');
		await writeFile(config, (await readFile(config, 'utf8')).replace(/bucket-\d+/, 'no-such-bucket'));
		const lost = await repository.places();
		assert.match((await pushArtifacts(wanted, lost)).results[0]?.reason ?? '', /no bucket "no-such-bucket"/);
		await giveKeys(repository, 'wrong');
		const denied = await repository.places();
		const reason = (await pushArtifacts(wanted, denied)).results[0]?.reason ?? '';
		assert.match(reason, /403/);
		assert.match(reason, /access key from .dvc\/config.local/);
		for (const { remote } of [lost, denied]) remote.dispose();
	});

	it('takes objects that DVC 2 named into the place DVC 3 looks for them', async () => {
		const repository = await newRepository();
		await useFolder(repository);
		const bytes = Buffer.from('line\r\n');
		await writeFile(join(repository.root, 'old.txt'), bytes);
		const { cache } = await repository.places();
		const put = await cache.putFile(join(repository.root, 'old.txt'), 'md5-dos2unix', { size: bytes.length });
		const pointer = `outs:\n- md5: ${put.object.hash}\n  size: ${bytes.length}\n  path: old.txt\n`;
		await writeFile(join(repository.root, 'old.txt.dvc'), pointer);
		await rm(join(repository.root, 'old.txt'));
		await repository.dvc('checkout', '-q', 'old.txt.dvc');
		assert.deepEqual(await readFile(join(repository.root, 'old.txt')), bytes);
	});
});
