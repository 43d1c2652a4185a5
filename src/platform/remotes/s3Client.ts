import { Agent } from 'node:https';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { read } from '../files/disk.ts';
import type { S3Settings } from '../project/remoteSettings.ts';

/** Region that S3-compatible servers and AWS's global endpoint take when none is set. */
const defaultRegion = 'us-east-1';
const maxSockets = 32;

/** A client for one remote. No request is made here. */
export async function createS3Client(
	settings: S3Settings,
	env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<S3Client> {
	const { endpoint } = settings;
	// A warning about Node's age is for those who build Tidemark, not for those who use it.
	process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
	return new S3Client({
		region: settings.region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? defaultRegion,
		...(endpoint === undefined ? { followRegionRedirects: true } : { endpoint, forcePathStyle: true }),
		...(await credentialsOf(settings, env)),
		// Older S3-compatible servers refuse the SDK's newer default checksums; objects are checked by their hash.
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED',
		maxAttempts: 3,
		// Failures are told by the errors; the SDK would write to the console.
		logger: { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore },
		requestHandler: await requestHandler(settings),
	});
}

function ignore(): void {}

async function requestHandler(settings: S3Settings): Promise<NodeHttpHandler> {
	const { sslVerify } = settings;
	const trust =
		typeof sslVerify === 'string'
			? { ca: Buffer.from(await read(sslVerify)) }
			: { rejectUnauthorized: sslVerify };
	return new NodeHttpHandler({
		connectionTimeout: settings.connectTimeout ?? 10_000,
		socketTimeout: settings.readTimeout ?? 60_000,
		httpAgent: { keepAlive: true, maxSockets },
		httpsAgent:
			sslVerify === true
				? { keepAlive: true, maxSockets }
				: new Agent({ keepAlive: true, maxSockets, ...trust }),
	});
}

/** Static keys where there are some; else the provider chain of the SDK, a chunk of its own. */
async function credentialsOf(
	settings: S3Settings,
	env: Readonly<Record<string, string | undefined>>,
): Promise<Pick<S3ClientConfig, 'credentials' | 'signer'>> {
	if (settings.anonymous) {
		const credentials = { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' };
		return { credentials, signer: { sign: (request) => Promise.resolve(request) } };
	}
	const keys = staticKeys(settings, env);
	if (keys !== undefined) return { credentials: keys };
	const { credentialChain } = await import('./s3CredentialChain.ts');
	return { credentials: credentialChain(settings) };
}

function staticKeys(
	settings: S3Settings,
	env: Readonly<Record<string, string | undefined>>,
): { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | undefined {
	const { accessKeyId: id, secretAccessKey: secret, sessionToken: token } = settings;
	if (id !== undefined && secret !== undefined) return keysOf(id, secret, token);
	// As boto3 and DVC: a profile asked for by name comes before keys in the environment.
	if (settings.profile !== undefined) return undefined;
	const [envId, envSecret] = [env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY']];
	return envId && envSecret ? keysOf(envId, envSecret, env['AWS_SESSION_TOKEN']) : undefined;
}

function keysOf(accessKeyId: string, secretAccessKey: string, sessionToken: string | undefined) {
	return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
