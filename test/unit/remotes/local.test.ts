import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, realpath, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { EndpointRequest } from '../../../src/core/ports.ts';
import { LocalRemote } from '../../../src/platform/remotes/local.ts';
import { openRemote } from '../../../src/platform/remotes/openRemote.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';
import { folderSettings } from './settingsOf.ts';

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of body) parts.push(part);
	return Buffer.concat(parts).toString();
}

describe('LocalRemote', () => {
	const folder = temporaryFolder();
	const open = (): LocalRemote => {
		const place = join(folder(), 'remote');
		return new LocalRemote(folderSettings(place), place);
	};
	const key = 'files/md5/ab/cdef';

	beforeEach(async () => {
		await mkdir(join(folder(), 'remote'));
		await writeFile(join(folder(), 'source'), '0123456789');
	});

	it('stores a file whole, read-only, and finds it', async () => {
		const remote = open();
		let bytes = 0;
		await remote.put(key, join(folder(), 'source'), { size: 10, onBytes: (count) => (bytes += count) });
		assert.equal(bytes, 10);
		assert.deepEqual([...(await remote.exists([key, 'files/md5/00/11']))], [[key, 10]]);
		assert.equal(await readFile(join(folder(), 'remote', key), 'utf8'), '0123456789');
		assert.equal((await stat(join(folder(), 'remote', key))).mode & 0o777, 0o444);
		assert.deepEqual(await readdir(join(folder(), 'remote/files/md5/ab')), ['cdef']);
	});

	it('gives a range with its size', async () => {
		const remote = open();
		await remote.put(key, join(folder(), 'source'), { size: 10 });
		for (const [range, text] of [
			[undefined, '0123456789'],
			[{ start: 3 }, '3456789'],
			[{ start: 0, end: 0 }, '0'],
			[{ start: 8, end: 99 }, '89'],
		] as const) {
			const content = await remote.get({ key }, { range });
			assert.equal(await textOf(content.body), text);
			assert.equal(content.size, text.length);
		}
	});

	it('says "not mounted", never "not there", when its folder is not there', async () => {
		const place = join(folder(), 'unmounted');
		const remote = new LocalRemote(folderSettings(place), place);
		const isUnreachable = (error: unknown): boolean =>
			TidemarkError.is(error, 'unreachable') && error.message.includes('not mounted');
		await assert.rejects(remote.exists([key]), isUnreachable);
		await assert.rejects(remote.head({ key }), isUnreachable);
		await assert.rejects(remote.put(key, join(folder(), 'source'), { size: 10 }), isUnreachable);
		assert.deepEqual((await readdir(folder())).sort(), ['remote', 'source']);
	});

	it('says which object it does not have', async () => {
		await assert.rejects(open().get({ key }), (error) => TidemarkError.is(error, 'missingObject'));
	});

	it('refuses a key that leaves it', async () => {
		for (const odd of ['../x', '/etc/passwd', 'a/../../x']) {
			await assert.rejects(open().get({ key: odd }), (error) => TidemarkError.is(error, 'unsafe'));
		}
	});

	it('leaves nothing behind when the source is gone or the put is cancelled', async () => {
		await assert.rejects(open().put(key, join(folder(), 'gone'), { size: 1 }));
		const signal = AbortSignal.abort();
		await assert.rejects(open().put(key, join(folder(), 'source'), { size: 10, signal }));
		assert.deepEqual(await readdir(join(folder(), 'remote/files/md5/ab')), []);
	});

	it('is consented to as the folder that a link stands for', async () => {
		const place = join(folder(), 'link');
		await symlink(join(folder(), 'remote'), place);
		const asked: string[] = [];
		const allow = ({ url }: EndpointRequest): Promise<boolean> => Promise.resolve(asked.push(url) > 0);
		const remote = await openRemote(folderSettings(place), { consent: { allow }, access: 'write' });
		await remote.put(key, join(folder(), 'source'), { size: 10 });
		assert.deepEqual(asked, [await realpath(join(folder(), 'remote'))]);
	});

	it('writes through no link inside it', async () => {
		await mkdir(join(folder(), 'elsewhere'));
		await symlink(join(folder(), 'elsewhere'), join(folder(), 'remote/files'));
		const put = open().put(key, join(folder(), 'source'), { size: 10 });
		await assert.rejects(put, (error) => TidemarkError.is(error, 'unsafe'));
		assert.deepEqual(await readdir(join(folder(), 'elsewhere')), []);
	});

	it('replaces what is there already, read-only or not', async () => {
		const remote = open();
		await remote.put(key, join(folder(), 'source'), { size: 10 });
		const stored = join(folder(), 'remote', key);
		await chmod(stored, 0o644);
		await writeFile(stored, '01');
		await chmod(stored, 0o444);
		await remote.put(key, join(folder(), 'source'), { size: 10 });
		assert.equal(await remote.head({ key }), 10);
	});
});
