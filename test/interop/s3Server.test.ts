import assert from 'node:assert/strict';
import { GetObjectCommand, ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type S3Server, startS3 } from '../support/s3Server.ts';

describe('the S3 server of the tests', function () {
	this.timeout(300_000);
	let server: S3Server;
	before(async () => {
		server = await startS3();
	});
	after(() => server.stop());

	it('keeps what was put', async () => {
		await server.createBucket('plain');
		await server.client.send(new PutObjectCommand({ Bucket: 'plain', Key: 'a/b', Body: 'hello' }));
		const answer = await server.client.send(new GetObjectCommand({ Bucket: 'plain', Key: 'a/b' }));
		assert.equal(await answer.Body?.transformToString(), 'hello');
	});

	it('keeps every version in a versioned bucket', async () => {
		await server.createBucket('versioned', { versioned: true });
		for (const Body of ['one', 'two'])
			await server.client.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'k', Body }));
		const answer = await server.client.send(new ListObjectVersionsCommand({ Bucket: 'versioned' }));
		assert.equal(answer.Versions?.length, 2);
	});
});
