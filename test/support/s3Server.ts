/** A real S3 server on a random loopback port: versitygw where Go can build it, else moto. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	CreateBucketCommand,
	ListBucketsCommand,
	PutBucketVersioningCommand,
	S3Client,
} from '@aws-sdk/client-s3';
import { freePort } from './freePort.ts';
import { motoPath, versitygwPath } from './tools.ts';

/** A running server with its one account. */
export interface S3Server {
	/** `http://127.0.0.1:PORT`. */
	readonly endpoint: string;
	readonly region: string;
	readonly accessKey: string;
	readonly secretKey: string;
	/** `versitygw` or `moto`. */
	readonly name: string;
	/** A client of the AWS SDK for this server; destroyed by {@link stop}. */
	readonly client: S3Client;
	/** Makes a bucket; with `versioned`, one that keeps every version of an object. */
	createBucket(bucket: string, options?: { readonly versioned?: boolean }): Promise<void>;
	stop(): Promise<void>;
}

const account = { region: 'us-east-1', accessKey: 'testkey', secretKey: 'testsecret' };

/** Starts a server with an empty store in a temporary folder; `stop` ends it and removes the folder. */
export async function startS3(): Promise<S3Server> {
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-s3-'));
	const port = await freePort();
	const { name, child } = await startProgram(folder, port);
	const endpoint = `http://127.0.0.1:${port}`;
	const client = clientOf(endpoint);
	const stop = async () => {
		client.destroy();
		await ended(child);
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await answering(client, child);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		endpoint,
		...account,
		name,
		client,
		createBucket: (...args) => createBucket(client, ...args),
		stop,
	};
}

async function startProgram(folder: string, port: number): Promise<{ name: string; child: ChildProcess }> {
	const versitygw = await versitygwPath();
	if (versitygw !== undefined)
		return { name: 'versitygw', child: await startVersitygw(versitygw, folder, port) };
	const moto = await motoPath();
	const child = spawn(moto, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
	return { name: 'moto', child };
}

async function startVersitygw(program: string, folder: string, port: number): Promise<ChildProcess> {
	const data = join(folder, 'data');
	const versions = join(folder, 'versions');
	await Promise.all([mkdir(data), mkdir(versions)]);
	const where = ['--port', `127.0.0.1:${port}`, '--region', account.region, '--quiet'];
	return spawn(program, [...where, 'posix', '--versioning-dir', versions, data], {
		stdio: 'ignore',
		env: { ...process.env, ROOT_ACCESS_KEY: account.accessKey, ROOT_SECRET_KEY: account.secretKey },
	});
}

function clientOf(endpoint: string): S3Client {
	return new S3Client({
		endpoint,
		region: account.region,
		forcePathStyle: true,
		credentials: { accessKeyId: account.accessKey, secretAccessKey: account.secretKey },
	});
}

async function answering(client: S3Client, child: ChildProcess): Promise<void> {
	for (let attempt = 0; attempt < 150 && child.exitCode === null; attempt++) {
		try {
			await client.send(new ListBucketsCommand({}));
			return;
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 200));
		}
	}
	throw new Error(`the S3 server did not start (exit code ${child.exitCode})`);
}

async function createBucket(
	client: S3Client,
	bucket: string,
	options: { readonly versioned?: boolean } = {},
): Promise<void> {
	await client.send(new CreateBucketCommand({ Bucket: bucket }));
	if (!options.versioned) return;
	await client.send(
		new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }),
	);
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	await exit;
}
