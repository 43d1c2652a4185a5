import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { HashPool } from '../../../src/platform/workers/hashPool.ts';
import { workerUrl } from '../../../src/platform/workers/workerUrl.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';

describe('HashPool', () => {
	const folder = temporaryFolder();
	const pools: HashPool[] = [];
	const newPool = (inlineLimit: number): HashPool => {
		const pool = new HashPool({ inlineLimit, workers: 2 });
		pools.push(pool);
		return pool;
	};
	afterEach(async () => {
		for (const pool of pools.splice(0)) await pool.dispose();
	});

	for (const [where, inlineLimit] of [
		['on the calling thread', Number.POSITIVE_INFINITY],
		['in workers', 0],
	] as const) {
		it(`hashes many files in their order ${where}, telling of each`, async () => {
			const contents = Array.from({ length: 150 }, (_, at) => `content ${at}\n`.repeat(at));
			const jobs = await Promise.all(
				contents.map(async (content, at) => {
					const path = join(folder(), String(at));
					await writeFile(path, content);
					return { path, algorithm: 'sha256' as const, size: content.length };
				}),
			);
			let told = 0;
			const outcomes = await newPool(inlineLimit).hash(jobs, { onFile: () => told++ });
			assert.deepEqual(
				outcomes.map((outcome) => ('error' in outcome ? outcome.error.message : outcome.hash)),
				contents.map((content) => createHash('sha256').update(content).digest('hex')),
			);
			assert.equal(told, 150);
		});

		it(`fails a file alone, with its name and reason, ${where}`, async () => {
			await mkdir(join(folder(), 'sub'));
			await writeFile(join(folder(), 'good'), 'x');
			const paths = ['missing', 'sub', 'good'].map((name) => join(folder(), name));
			const jobs = paths.map((path) => ({ path, algorithm: 'md5' as const }));
			const [missing, sub, good] = await newPool(inlineLimit).hash(jobs);
			assert.ok(missing !== undefined && 'error' in missing && missing.error.file === paths[0]);
			assert.equal(missing.error.code, 'io');
			assert.ok(sub !== undefined && 'error' in sub && sub.error.code === 'refused');
			assert.ok(good !== undefined && !('error' in good) && good.size === 1);
		});
	}

	it('copies exactly the bytes it hashes, following links, never over a file', async () => {
		await writeFile(join(folder(), 'source'), 'precious');
		await symlink(join(folder(), 'source'), join(folder(), 'link'));
		const copyTo = join(folder(), 'copy');
		const pool = newPool(0);
		await pool.hashOne({ path: join(folder(), 'link'), algorithm: 'md5', copyTo });
		assert.equal(await readFile(copyTo, 'utf8'), 'precious');
		const again = pool.hashOne({ path: join(folder(), 'source'), algorithm: 'md5', copyTo });
		await assert.rejects(again, (error) => TidemarkError.is(error, 'io'));
	});

	it('stops within a second in the middle of a big file, and works on', async function () {
		this.timeout(60_000);
		const big = join(folder(), 'big');
		await writeFile(big, Buffer.alloc(400 * 1024 * 1024));
		const pool = newPool(0);
		const controller = new AbortController();
		const running = pool.hashOne({ path: big, algorithm: 'sha256' }, controller.signal);
		await new Promise((resolve) => setTimeout(resolve, 150));
		const before = performance.now();
		controller.abort();
		await assert.rejects(running, (error) => TidemarkError.is(error, 'cancelled'));
		assert.ok(performance.now() - before < 1000);
		await writeFile(join(folder(), 'small'), 'x');
		assert.equal((await pool.hashOne({ path: join(folder(), 'small'), algorithm: 'md5' })).size, 1);
	});
});

describe('workerUrl', () => {
	it('finds the script from source, from an entry and from a chunk', () => {
		const at = (from: string): string => workerUrl('hashWorker', from).href;
		assert.equal(
			at('file:///a/src/platform/workers/workerUrl.ts'),
			'file:///a/src/platform/workers/hashWorker.ts',
		);
		assert.equal(at('file:///a/dist/cli.js'), 'file:///a/dist/hashWorker.js');
		assert.equal(at('file:///a/dist/chunks/x-ABC.js'), 'file:///a/dist/hashWorker.js');
	});
});
