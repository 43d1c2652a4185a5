import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { S3Settings } from '../../../src/platform/project/remoteSettings.ts';
import { S3Remote } from '../../../src/platform/remotes/s3.ts';
import { TransientError } from '../../../src/platform/remotes/transientError.ts';
import { temporaryFolder } from '../files/temporaryFolder.ts';
import { errorXml, type FakeS3, startFakeS3 } from './fakeS3.ts';
import { s3RemoteSettings } from './settingsOf.ts';

describe('S3Remote', function () {
	this.timeout(30_000);
	const folder = temporaryFolder();
	const key = 'files/md5/ab/cdef';
	let server: FakeS3;
	const open = (changes: Partial<S3Settings> = {}): S3Remote => {
		const settings = s3RemoteSettings(server.endpoint, changes);
		return new S3Remote(settings, settings.s3);
	};
	const answering = (status: number, code: string, headers: Record<string, string> = {}): void => {
		server.answer = (_request, response) => void response.writeHead(status, headers).end(errorXml(code));
	};
	const failure = async (call: Promise<unknown>): Promise<TidemarkError> => {
		const error = await call.then(
			() => assert.fail('it did not fail'),
			(reason: unknown) => reason,
		);
		assert.ok(TidemarkError.is(error), String(error));
		assert.ok(!error.describe().includes('testsecret'));
		return error;
	};

	before(async () => {
		server = await startFakeS3();
	});
	after(() => server.stop());
	beforeEach(() => {
		server.requests.length = 0;
	});

	it('contacts nobody before it is asked for something', () => {
		const request = open().describe('write');
		assert.equal(request.url, 's3://bucket/pre fix');
		assert.equal(request.endpoint, server.endpoint);
		assert.ok(!JSON.stringify(request).includes('testsecret'));
		assert.equal(server.requests.length, 0);
	});

	it('asks in path style, under its prefix, signed', async () => {
		server.answer = (_request, response) => void response.writeHead(200, { 'content-length': 2 }).end('ab');
		assert.equal((await open().get({ key, versionId: 'v 1' })).size, 2);
		const [request] = server.requests;
		assert.equal(request?.url, '/bucket/pre%20fix/files/md5/ab/cdef?versionId=v%201&x-id=GetObject');
		assert.match(request?.authorization ?? '', /Credential=testkey\//);
	});

	it('signs nothing when it is to be anonymous', async () => {
		server.answer = (_request, response) => void response.writeHead(200, { 'content-length': 2 }).end('ab');
		await open({ anonymous: true, accessKeyId: undefined, secretAccessKey: undefined }).get({ key });
		assert.equal(server.requests[0]?.authorization, undefined);
	});

	it('tells "not there" from "not permitted", which may be either', async () => {
		answering(404, 'NoSuchKey');
		assert.equal((await failure(open().get({ key }))).code, 'missingObject');
		assert.equal(await open().head({ key }), undefined);
		answering(403, 'AccessDenied');
		const denied = await failure(open().get({ key }));
		assert.equal(denied.code, 'denied');
		assert.match(denied.message, /not permitted, or the object is not there/);
		server.answer = (_request, response) => void response.writeHead(403).end();
		const nameless = await failure(open().head({ key }));
		assert.equal(nameless.code, 'denied');
		assert.match(nameless.message, /answered 403 to /);
		answering(403, 'AccessDenied');
		assert.equal((await failure(open().exists([key]))).code, 'denied');
	});

	it('does not take a missing bucket for missing objects', async () => {
		server.answer = (request, response) => {
			response.writeHead(404).end(request.method === 'HEAD' ? undefined : errorXml('NoSuchBucket'));
		};
		const error = await failure(open().exists([key]));
		assert.equal(error.code, 'unreachable');
		assert.match(error.message, /no bucket "bucket"/);
	});

	it('calls a busy or broken server a passing trouble, with the wait it asks for', async () => {
		answering(503, 'SlowDown', { 'retry-after': '1' });
		const busy = await failure(open().head({ key }));
		assert.ok(busy instanceof TransientError && busy.slowDown);
		answering(500, 'InternalError');
		const broken = await failure(open().head({ key }));
		assert.ok(broken instanceof TransientError && !broken.slowDown);
	});

	it('follows no redirect', async () => {
		server.answer = (_request, response) =>
			void response.writeHead(307, { location: 'http://169.254.169.254/secret' }).end();
		const error = await failure(open().get({ key }));
		assert.equal(error.code, 'unreachable');
		assert.equal(new Set(server.requests.map(({ url }) => url)).size, 1);
	});

	it('names the endpoint that does not answer', async () => {
		const settings = s3RemoteSettings('http://127.0.0.1:9', { connectTimeout: 500 });
		const error = await failure(new S3Remote(settings, settings.s3).head({ key }));
		assert.equal(error.code, 'unreachable');
		assert.match(error.message, /ECONNREFUSED/);
	});

	it('cuts the range itself when the server ignores it', async () => {
		server.answer = (_request, response) =>
			void response.writeHead(200, { 'content-length': 10 }).end('0123456789');
		const content = await open().get({ key }, { range: { start: 2, end: 4 } });
		const parts: Uint8Array[] = [];
		for await (const part of content.body) parts.push(part);
		assert.equal(Buffer.concat(parts).toString(), '234');
	});

	it('fails, and may be asked again, when the body breaks off', async () => {
		server.answer = (_request, response) => {
			response.writeHead(200, { 'content-length': 100 }).write('only this');
			setTimeout(() => response.destroy(), 20);
		};
		const { body } = await open().get({ key });
		const error = await failure(
			(async () => {
				for await (const _ of body);
			})(),
		);
		assert.ok(error instanceof TransientError, error.message);
	});

	it('stops a stalled download within a second of the cancel', async () => {
		server.answer = (_request, response) =>
			void response.writeHead(200, { 'content-length': 100 }).write('x');
		const controller = new AbortController();
		const { body } = await open().get({ key }, { signal: controller.signal });
		const reading = failure(
			(async () => {
				for await (const _ of body) setTimeout(() => controller.abort(), 50);
			})(),
		);
		const before = performance.now();
		assert.equal((await reading).code, 'cancelled');
		assert.ok(performance.now() - before < 1000);
	});

	it('stops an upload nobody reads within a second of the cancel', async () => {
		server.answer = () => {};
		const file = join(folder(), 'big');
		await writeFile(file, Buffer.alloc(4 * 1024 * 1024));
		const controller = new AbortController();
		setTimeout(() => controller.abort(), 100);
		const before = performance.now();
		const putting = open().put(key, file, { size: 4 * 1024 * 1024, signal: controller.signal });
		assert.equal((await failure(putting)).code, 'cancelled');
		assert.ok(performance.now() - before < 1100);
	});
});
