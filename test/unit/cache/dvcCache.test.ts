import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { ObjectId } from '../../../src/core/model.ts';
import { DvcCache } from '../../../src/platform/cache/dvcCache.ts';
import { LfsStore, lfsAlternates } from '../../../src/platform/cache/lfsStore.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';

const content = Buffer.from('the content\n');
const object: ObjectId = { algorithm: 'md5', hash: createHash('md5').update(content).digest('hex') };
const manifest = Buffer.from(`[{"md5": "${object.hash}", "relpath": "a/b.txt"}]`);
const folderObject: ObjectId = {
	algorithm: 'md5',
	hash: `${createHash('md5').update(manifest).digest('hex')}.dir`,
};

async function* chunks(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
	for (const part of parts) yield Buffer.from(part);
}

async function filesBelow(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
}

describe('DvcCache', () => {
	const folder = temporaryFolder();

	it('lays objects out as DVC 3 and DVC 2 do, read-only', async () => {
		const cache = new DvcCache(folder());
		const path = await cache.putBytes(object, content);
		assert.equal(path, join(folder(), 'files', 'md5', object.hash.slice(0, 2), object.hash.slice(2)));
		assert.equal((await stat(path)).mode & 0o777, 0o444);
		const legacy: ObjectId = { ...object, algorithm: 'md5-dos2unix' };
		assert.equal(cache.pathOf(legacy), join(folder(), object.hash.slice(0, 2), object.hash.slice(2)));
	});

	it('makes no path from a hash that is none', () => {
		const cache = new DvcCache(folder());
		for (const hash of [
			'',
			'../../../../etc/passwd',
			'a'.repeat(31),
			`${'A'.repeat(32)}`,
			`${'a'.repeat(32)}.dirx`,
		]) {
			assert.throws(
				() => cache.pathOf({ algorithm: 'md5', hash }),
				(error) => TidemarkError.is(error, 'malformed'),
			);
		}
	});

	it('stores a file it copies under the hash of its bytes', async () => {
		const source = join(folder(), 'source');
		await writeFile(source, content);
		const cache = new DvcCache(join(folder(), 'cache'));
		const put = await cache.putFile(source, 'md5', { size: content.length });
		assert.deepEqual(put.object, object);
		assert.deepEqual(await readFile(cache.pathOf(object)), content);
		assert.deepEqual(await filesBelow(join(folder(), 'cache')), [object.hash.slice(2)]);
	});

	it('names many copies at once, equal ones once, leaving no temporary file', async () => {
		const cache = new DvcCache(folder());
		const contents = Array.from({ length: 90 }, (_, at) => Buffer.from(`content ${at % 80}`));
		const finished = await Promise.all(
			contents.map(async (bytes) => {
				const temp = cache.newTemp();
				await writeFile(temp, bytes);
				return { temp, object: { ...object, hash: createHash('md5').update(bytes).digest('hex') } };
			}),
		);
		await cache.adoptAll(finished);
		assert.equal((await filesBelow(folder())).length, 80);
		for (const [at, { object: each }] of finished.entries()) {
			assert.deepEqual(await readFile((await cache.verified(each)) ?? ''), contents[at]);
		}
		assert.equal((await stat(cache.pathOf(finished[0]?.object ?? object))).mode & 0o777, 0o444);
	});

	it('stores no wrong bytes, whatever comes', async () => {
		const cache = new DvcCache(folder());
		const wrong = fc.oneof(
			fc.nat(content.length - 1).map((length) => content.subarray(0, length)),
			fc.uint8Array({ minLength: 1, maxLength: 9 }).map((more) => Buffer.concat([content, more])),
			fc.tuple(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => {
				const flipped = Buffer.from(content);
				flipped[at] = (flipped[at] ?? 0) ^ mask;
				return flipped;
			}),
		);
		await fc.assert(
			fc.asyncProperty(wrong, fc.boolean(), async (bytes, sizeKnown) => {
				const options = sizeKnown ? { size: content.length } : {};
				const putting = cache.putStream(object, chunks(bytes), options);
				await assert.rejects(putting, (error) => TidemarkError.is(error, 'corrupt'));
				assert.deepEqual(await filesBelow(folder()), []);
			}),
			{ numRuns: 60 },
		);
	});

	it('says when a web page came instead', async () => {
		const cache = new DvcCache(folder());
		await assert.rejects(cache.putStream(object, chunks('<!DOCTYPE html>', '<h1>Log in</h1>')), /a web page/);
	});

	it('keeps nothing of a stream that breaks off or is cancelled', async () => {
		const cache = new DvcCache(folder());
		const broken = (async function* () {
			yield content.subarray(0, 3);
			throw new Error('connection reset');
		})();
		await assert.rejects(cache.putStream(object, broken), /connection reset/);
		const signal = AbortSignal.abort();
		await assert.rejects(cache.putStream(object, chunks(content), { signal }), (error) =>
			TidemarkError.is(error, 'cancelled'),
		);
		assert.deepEqual(await filesBelow(folder()), []);
	});

	it('sets a corrupt object aside, read-only or not, and takes it anew', async () => {
		await new DvcCache(folder()).putBytes(object, content);
		const cache = new DvcCache(folder());
		const path = cache.pathOf(object);
		await chmod(path, 0o644);
		await writeFile(path, 'the c0ntent\n');
		await chmod(path, 0o444);
		assert.equal(await cache.has(object), true);
		assert.equal(await cache.verified(object), undefined);
		assert.equal(await cache.has(object), false);
		const [kept] = await readdir(join(folder(), 'tidemark-quarantine'));
		assert.equal(await readFile(join(folder(), 'tidemark-quarantine', kept ?? ''), 'utf8'), 'the c0ntent\n');
		await cache.putBytes(object, content);
		assert.equal(await cache.verified(object), path);
	});

	it('notices a change after it was verified', async () => {
		const cache = new DvcCache(folder());
		const path = await cache.putBytes(object, content);
		assert.equal(await cache.verified(object), path);
		await chmod(path, 0o644);
		await writeFile(path, 'longer than before, and another');
		assert.equal(await cache.verified(object), undefined);
	});

	it('reads a manifest, and none that was altered', async () => {
		const cache = new DvcCache(folder());
		assert.equal(await cache.manifest(folderObject), undefined);
		await cache.putBytes(folderObject, manifest);
		const [entry] = (await cache.manifest(folderObject)) ?? [];
		assert.equal(entry?.path, 'a/b.txt');
		assert.deepEqual(entry?.object, object);
	});

	it('writes through no link that a repository put into its cache', async () => {
		const outside = join(folder(), 'outside');
		await mkdir(outside);
		const cache = new DvcCache(join(folder(), 'cache'));
		await mkdir(dirname(dirname(cache.pathOf(object))), { recursive: true });
		await symlink(outside, dirname(cache.pathOf(object)));
		await assert.rejects(cache.putBytes(object, content), (error) => TidemarkError.is(error, 'unsafe'));
		assert.deepEqual(await readdir(outside), []);
	});
});

describe('LfsStore', () => {
	const folder = temporaryFolder();
	const oid = createHash('sha256').update(content).digest('hex');
	const lfsObject: ObjectId = { algorithm: 'sha256', hash: oid };

	it('lays objects out as Git LFS does; present means the right size', async () => {
		const store = new LfsStore({ commonDir: folder() });
		const path = await store.putBytes(lfsObject, content);
		assert.equal(path, join(folder(), 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid));
		assert.equal(await store.has(lfsObject, content.length), true);
		assert.equal(await store.has(lfsObject, content.length + 1), false);
	});

	it('follows lfs.storage from the git folder', () => {
		const at = (storage: string): string => new LfsStore({ commonDir: '/r/.git', storage }).pathOf(lfsObject);
		assert.ok(at('../../shared').startsWith(join('/shared', 'objects')));
		assert.ok(at('/big/lfs').startsWith(join('/big', 'lfs', 'objects')));
	});

	it('reads from borrowed repositories and never writes or moves there', async () => {
		const lender = join(folder(), 'lender', '.git');
		const lent = await new LfsStore({ commonDir: lender }).putBytes(lfsObject, content);
		const common = join(folder(), 'borrower');
		await mkdir(join(common, 'objects', 'info'), { recursive: true });
		await writeFile(join(common, 'objects', 'info', 'alternates'), `${join(lender, 'objects')}\n`);
		const store = new LfsStore({ commonDir: common, alternates: await lfsAlternates(common, {}) });
		assert.equal(await store.has(lfsObject, content.length), true);
		assert.equal(await store.verified(lfsObject), lent);
		await writeFile(lent, 'altered');
		assert.equal(await store.verified(lfsObject), undefined);
		assert.equal(await readFile(lent, 'utf8'), 'altered');
	});
});
