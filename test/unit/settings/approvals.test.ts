import assert from 'node:assert/strict';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EndpointRequest } from '../../../src/core/ports.ts';
import { consentByName, StoredConsent } from '../../../src/platform/project/approvals.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';

describe('StoredConsent', () => {
	const folder = temporaryFolder();
	const s3: EndpointRequest = {
		remoteName: 'cloud',
		url: 's3://bucket/p',
		endpoint: 'https://minio.example',
		identity: 'AWS profile dev',
		access: 'read',
	};

	it('denies what is not stored when nobody can be asked', async () => {
		assert.equal(await new StoredConsent({ folder: folder() }).allow(s3), false);
		assert.deepEqual(await readdir(folder()), []);
	});

	it('asks once and remembers a yes, for the user alone', async () => {
		let asked = 0;
		const consent = new StoredConsent({
			folder: join(folder(), 'new'),
			ask: () => Promise.resolve(++asked > 0),
		});
		assert.equal(await consent.allow(s3), true);
		assert.equal(await new StoredConsent({ folder: join(folder(), 'new') }).allow(s3), true);
		assert.equal(asked, 1);
		assert.equal((await stat(join(folder(), 'new', 'approvals.json'))).mode & 0o777, 0o600);
	});

	it('does not remember a no', async () => {
		const consent = new StoredConsent({ folder: folder(), ask: () => Promise.resolve(false) });
		assert.equal(await consent.allow(s3), false);
		assert.deepEqual(await consent.list(), []);
	});

	it('asks again when place, endpoint, identity or access change', async () => {
		const consent = new StoredConsent({ folder: folder() });
		await consent.approve(s3);
		const changes = [
			{ url: 's3://other/p' },
			{ endpoint: 'https://evil.example' },
			{ endpoint: undefined },
			{ identity: 'AWS profile prod' },
			{ access: 'write' as const },
		];
		for (const change of changes)
			assert.equal(await consent.allow({ ...s3, ...change }), false, JSON.stringify(change));
		assert.equal(await consent.allow({ ...s3, remoteName: 'renamed' }), true);
	});

	it('takes an approval to write for one to read', async () => {
		const consent = new StoredConsent({ folder: folder() });
		await consent.approve({ ...s3, access: 'write' });
		assert.equal(await consent.allow(s3), true);
		for (const approval of await consent.list()) await consent.revoke(approval);
		assert.equal(await consent.allow(s3), false);
	});

	it('revokes one approval of a url and keeps the others', async () => {
		const consent = new StoredConsent({ folder: folder() });
		const elsewhere = { ...s3, endpoint: 'https://other.example', access: 'write' as const };
		await consent.approve(s3);
		await consent.approve(elsewhere);
		const [approval] = (await consent.list()).filter(({ endpoint }) => endpoint === elsewhere.endpoint);
		assert.ok(approval);
		await consent.revoke(approval);
		assert.equal(await consent.allow(elsewhere), false);
		assert.equal(await consent.allow(s3), true);
	});

	it('lets a folder be read without asking, not written', async () => {
		const consent = new StoredConsent({ folder: folder() });
		assert.equal(await consent.allow({ remoteName: 'r', url: '/mnt/share', access: 'read' }), true);
		assert.equal(await consent.allow({ remoteName: 'r', url: '/mnt/share', access: 'write' }), false);
	});

	it('takes a file it cannot read for no approvals', async () => {
		for (const text of [
			'',
			'{',
			'{"url": "x"}',
			'[1, null, {"url": 3, "access": "read"}, {"url": "s3://bucket/p"}]',
		]) {
			await writeFile(join(folder(), 'approvals.json'), text);
			assert.equal(await new StoredConsent({ folder: folder() }).allow(s3), false, text);
		}
		await mkdir(join(folder(), 'odd', 'approvals.json'), { recursive: true });
		assert.equal(await new StoredConsent({ folder: join(folder(), 'odd') }).allow(s3), false);
	});

	it('asks one question for many who need the answer, and loses none of several', async () => {
		let asked = 0;
		const ask = async (): Promise<boolean> => {
			asked++;
			await new Promise((resolve) => setTimeout(resolve, 10));
			return true;
		};
		const consent = new StoredConsent({ folder: folder(), ask });
		assert.deepEqual(await Promise.all([consent.allow(s3), consent.allow(s3), consent.allow(s3)]), [
			true,
			true,
			true,
		]);
		assert.equal(asked, 1);
		const others = Array.from({ length: 8 }, (_, at) => ({ ...s3, url: `s3://bucket-${at}` }));
		await Promise.all(others.map((each) => consent.allow(each)));
		assert.equal((await consent.list()).length, 9);
	});

	it('counts a remote named on the command line as approved, and no other', async () => {
		const consent = consentByName(['cloud'], new StoredConsent({ folder: folder() }));
		assert.equal(await consent.allow({ ...s3, access: 'write' }), true);
		assert.equal(await consent.allow({ ...s3, remoteName: 'other' }), false);
	});
});
