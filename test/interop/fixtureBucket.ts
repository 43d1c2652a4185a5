import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Fixture } from '../support/fixtures.ts';
import { type S3Server, startS3 } from '../support/s3Server.ts';

/** What a fixture's bucket held, newest version of a key first. */
interface Bucket {
	readonly Versions: readonly { readonly Key: string; readonly VersionId: string; readonly Body: string }[];
	readonly DeleteMarkers?: readonly { readonly Key: string }[];
}

/** A fixture's bucket on a real server, and the repository's config changed to it. */
export interface FixtureBucket {
	readonly server: S3Server;
	readonly bucket: string;
	/** Who we are to the server. */
	readonly env: Readonly<Record<string, string>>;
	dispose(): Promise<void>;
}

/**
 * Puts the objects of `BUCKET.json` on a server in their order. A server names versions itself, so the pointers of the
 * work tree get the new names.
 */
export async function serveBucket(fixture: Fixture): Promise<FixtureBucket> {
	const server = await startS3();
	try {
		const config = join(fixture.repo, '.dvc', 'config');
		const text = await readFile(config, 'utf8');
		const bucket = /s3:\/\/([^/]+)\//.exec(text)?.[1] ?? '';
		await writeFile(config, text.replace(/endpointurl = .*/, `endpointurl = ${server.endpoint}`));
		const versioned = text.includes('version_aware');
		await server.createBucket(bucket, { versioned });
		const names = await upload(server, bucket, await readBucket(fixture));
		if (versioned) await renameVersions(fixture.repo, names);
		const { accessKey, secretKey, region } = server;
		const env = { AWS_ACCESS_KEY_ID: accessKey, AWS_SECRET_ACCESS_KEY: secretKey, AWS_REGION: region };
		return { server, bucket, env, dispose: () => server.stop() };
	} catch (error) {
		await server.stop();
		throw error;
	}
}

async function readBucket(fixture: Fixture): Promise<Bucket> {
	return JSON.parse(await readFile(join(fixture.root, 'BUCKET.json'), 'utf8')) as Bucket;
}

/** Old version ids with the new ones. Before each newer version of a key comes its delete marker, as DVC left them. */
async function upload(
	server: S3Server,
	bucket: string,
	content: Bucket,
): Promise<ReadonlyMap<string, string>> {
	const names = new Map<string, string>();
	const seen = new Set<string>();
	for (const { Key, VersionId, Body } of [...content.Versions].reverse()) {
		if (seen.has(Key)) await server.client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
		seen.add(Key);
		const put = await server.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
		if (put.VersionId !== undefined) names.set(VersionId, put.VersionId);
	}
	return names;
}

async function renameVersions(repo: string, names: ReadonlyMap<string, string>): Promise<void> {
	for (const name of (await readdir(repo)).filter((each) => each.endsWith('.dvc') && each !== '.dvc')) {
		const file = join(repo, name);
		const text = await readFile(file, 'utf8');
		const changed = text.replaceAll(
			/version_id: (\S+)/g,
			(whole, id: string) => `version_id: ${names.get(id) ?? whole}`,
		);
		await writeFile(file, changed);
	}
}
