import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobCopies } from '../../../src/platform/project/blobCopies.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';

describe('BlobCopies', () => {
	const folder = temporaryFolder();
	const text = '{"right": 1}\n';
	let reads = 0;
	const blob = {
		id: createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex'),
		size: text.length,
		body: async function* () {
			reads++;
			yield Buffer.from(text);
		},
	};
	beforeEach(() => {
		reads = 0;
	});

	it('reads a blob once, over processes', async () => {
		const copies = new BlobCopies(folder());
		await copies.copyOf(blob);
		await copies.copyOf(blob);
		assert.equal(await readFile(await new BlobCopies(folder()).copyOf(blob), 'utf8'), text);
		assert.equal(reads, 1);
	});

	it('replaces a copy of the right size with other bytes, of an earlier process or this one', async () => {
		const copies = new BlobCopies(folder());
		const file = await copies.copyOf(blob);
		await chmod(file, 0o644);
		await writeFile(file, text.replace('right', 'wrong'));
		for (const each of [new BlobCopies(folder()), copies]) {
			assert.equal(await readFile(await each.copyOf(blob), 'utf8'), text);
		}
		assert.equal(reads, 2);
	});

	it('replaces a link, and leaves what it points at', async () => {
		const file = join(folder(), 'blobs', blob.id.slice(0, 2), blob.id.slice(2));
		const target = join(folder(), 'other');
		await mkdir(dirname(file), { recursive: true });
		await writeFile(target, text.replace('right', 'wrong'));
		await symlink(target, file);
		assert.equal(await readFile(await new BlobCopies(folder()).copyOf(blob), 'utf8'), text);
		assert.match(await readFile(target, 'utf8'), /wrong/);
	});
});
