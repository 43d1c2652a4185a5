import assert from 'node:assert/strict';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HashMemory } from '../../../src/platform/cache/hashMemory.ts';
import { stat } from '../../../src/platform/files/disk.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';

describe('HashMemory', () => {
	const folder = temporaryFolder();
	const hash = 'd41d8cd98f00b204e9800998ecf8427e';

	async function oldFile(name: string) {
		const path = join(folder(), name);
		await writeFile(path, 'x');
		await utimes(path, new Date(), new Date(Date.now() - 60_000));
		return { path, stat: await stat(path) };
	}

	it('recalls, in another process, what did not change', async () => {
		const files = [await oldFile('a'), await oldFile('b')];
		const memory = new HashMemory(join(folder(), 'cache'));
		memory.remember([{ ...(files[0] ?? assert.fail()), hash }], 'md5');
		memory.close();
		const later = new HashMemory(join(folder(), 'cache'));
		assert.deepEqual(later.recall(files, 'md5'), [hash, undefined]);
		assert.deepEqual(later.recall(files, 'sha256'), [undefined, undefined]);
		later.close();
	});

	it('forgets a file whose time, size or inode changed', async () => {
		const seen = await oldFile('a');
		const memory = new HashMemory(join(folder(), 'cache'));
		memory.remember([{ ...seen, hash }], 'md5');
		for (const change of [
			{ size: 2 },
			{ mtimeNs: seen.stat.mtimeNs + 1n },
			{ inode: seen.stat.inode + 1n },
		]) {
			const now = { path: seen.path, stat: { ...seen.stat, ...change } };
			assert.deepEqual(memory.recall([now], 'md5'), [undefined]);
		}
		memory.close();
	});

	it('does not remember a file changed within the last two seconds', async () => {
		const path = join(folder(), 'fresh');
		await writeFile(path, 'x');
		const fresh = { path, stat: await stat(path) };
		const memory = new HashMemory(join(folder(), 'cache'));
		memory.remember([{ ...fresh, hash }], 'md5');
		assert.deepEqual(memory.recall([fresh], 'md5'), [undefined]);
		memory.close();
	});

	it('makes nothing before it is used, and never fails', async () => {
		const memory = new HashMemory(join(folder(), 'cache'));
		assert.deepEqual(await readdir(folder()), []);
		memory.close();
		await writeFile(join(folder(), 'file'), 'in the way');
		const broken = new HashMemory(join(folder(), 'file'));
		assert.deepEqual(broken.recall([await oldFile('a')], 'md5'), [undefined]);
		const garbage = join(folder(), 'garbage');
		await mkdir(garbage);
		await writeFile(join(garbage, 'hashes-1.sqlite'), 'no database');
		const seen = await oldFile('b');
		const spoilt = new HashMemory(garbage);
		spoilt.remember([{ ...seen, hash }], 'md5');
		assert.deepEqual(spoilt.recall([seen], 'md5'), [undefined]);
	});
});
