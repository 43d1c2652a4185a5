import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { openRemote } from '../../src/platform/remotes/openRemote.ts';
import type { HashPool } from '../../src/platform/workers/hashPool.ts';
import { type S3Server, startS3 } from '../support/s3Server.ts';
import { s3RemoteSettings } from '../unit/remotes/settingsOf.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is loaded when first used has to work in a bundle too, where packages and workers are other files. */
describe('transfers in a bundle', function () {
	this.timeout(120_000);
	let folder: string;
	let server: S3Server;

	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'tidemark-bundle-'));
		await writeFile(join(folder, 'package.json'), '{"type": "module"}');
		await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
		await build({
			absWorkingDir: root,
			entryPoints: {
				openRemote: 'src/platform/remotes/openRemote.ts',
				hashPool: 'src/platform/workers/hashPool.ts',
				hashWorker: 'src/platform/workers/hashWorker.ts',
			},
			outdir: folder,
			bundle: true,
			splitting: true,
			chunkNames: 'chunks/[name]-[hash]',
			format: 'esm',
			platform: 'node',
			target: 'node20',
			logLevel: 'warning',
			banner: {
				js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
			},
		});
		server = await startS3();
		await server.createBucket('bucket');
	});
	after(async () => {
		await server.stop();
		await rm(folder, { recursive: true, force: true });
	});

	async function load<T>(name: string): Promise<T> {
		return (await import(pathToFileURL(join(folder, `${name}.js`)).href)) as T;
	}

	it('uploads in one piece and in parts, and reads back', async () => {
		const bundled = await load<{ openRemote: typeof openRemote }>('openRemote');
		const keys = { accessKeyId: server.accessKey, secretAccessKey: server.secretKey, readTimeout: 60_000 };
		const settings = s3RemoteSettings(server.endpoint, keys);
		const consent = { allow: () => Promise.resolve(true) };
		const remote = await bundled.openRemote(settings, { consent, access: 'write' });
		for (const size of [10, 2 * 1024 * 1024, 40 * 1024 * 1024]) {
			const bytes = randomBytes(size);
			await writeFile(join(folder, 'file'), bytes);
			await remote.put('key', join(folder, 'file'), { size });
			const hash = createHash('md5');
			for await (const chunk of (await remote.get({ key: 'key' })).body) hash.update(chunk);
			assert.equal(hash.digest('hex'), createHash('md5').update(bytes).digest('hex'), `${size} bytes`);
		}
		remote.dispose();
	});

	it('finds credentials by the chain of providers', async () => {
		const bundled = await load<{ openRemote: typeof openRemote }>('openRemote');
		const credentialPath = join(folder, 'credentials');
		const lines = [
			'[dev]',
			`aws_access_key_id = ${server.accessKey}`,
			`aws_secret_access_key = ${server.secretKey}`,
		];
		await writeFile(credentialPath, `${lines.join('\n')}\n`);
		const none = { accessKeyId: undefined, secretAccessKey: undefined };
		const settings = s3RemoteSettings(server.endpoint, { ...none, profile: 'dev', credentialPath });
		const consent = { allow: () => Promise.resolve(true) };
		const remote = await bundled.openRemote(settings, { consent, access: 'read' });
		assert.equal(await remote.head({ key: 'nothing' }), undefined);
		remote.dispose();
	});

	it('hashes in workers', async () => {
		const bundled = await load<{ HashPool: typeof HashPool }>('hashPool');
		const pool = new bundled.HashPool({ inlineLimit: 0 });
		await writeFile(join(folder, 'file'), 'x');
		const { hash } = await pool.hashOne({ path: join(folder, 'file'), algorithm: 'md5' });
		assert.equal(hash, createHash('md5').update('x').digest('hex'));
		await pool.dispose();
	});
});
