import { TidemarkError } from '../../core/errors.ts';
import { shorten } from '../../core/pointers/paths.ts';
import { hasScheme, isLoopback } from './configPath.ts';
import type { RemoteConfig } from './remoteConfig.ts';
import type { S3Settings } from './remoteSettings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the checked configuration of an S3 remote comes to. */
export interface CheckedS3 {
	readonly s3: S3Settings;
	readonly identity: string;
	readonly fault: TidemarkError | undefined;
	readonly warnings: readonly string[];
}

/**
 * Reads the keys of an S3 remote. What the repository sets never picks a file of credentials, a program or weaker
 * encryption: such keys are left out with a warning, or make the remote unusable (`fault`) until the user sets them.
 */
export function readS3Settings(config: RemoteConfig, env: Environment): CheckedS3 {
	const { bucket, prefix } = splitUrl(config.url);
	const endpoint = readEndpoint(config, env);
	const s3: S3Settings = {
		bucket,
		prefix,
		endpoint,
		region: config.text('region'),
		profile: config.text('profile'),
		accessKeyId: config.text('access_key_id'),
		secretAccessKey: config.text('secret_access_key'),
		sessionToken: config.text('session_token'),
		anonymous: config.flag('allow_anonymous_login') ?? false,
		sslVerify: readSslVerify(config),
		credentialPath: ofUser(config, 'credentialpath'),
		configPath: ofUser(config, 'configpath'),
		connectTimeout: config.milliseconds('connect_timeout'),
		readTimeout: config.milliseconds('read_timeout'),
		putParameters: readPutParameters(config),
	};
	const fault = faultOf(config, s3);
	const identity = identityOf(config, s3, env) + accessGiven(config);
	return { s3, identity, fault, warnings: warningsOf(config) };
}

function splitUrl(url: string): { bucket: string; prefix: string } {
	const [bucket = '', ...rest] = url.replace(/^s3:\/\//i, '').split('/');
	return { bucket, prefix: rest.join('/').replace(/^\/+|\/+$/g, '') };
}

function readEndpoint(config: RemoteConfig, env: Environment): string | undefined {
	const text = config.text('endpointurl') ?? env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'];
	if (text === undefined || text === '') return undefined;
	if (/^https?:\/\//i.test(text)) return text;
	return `${config.flag('use_ssl') === false ? 'http' : 'https'}://${text}`;
}

/** A path value of user scope; the repository's is not followed. */
function ofUser(config: RemoteConfig, key: string): string | undefined {
	return config.scope(key) === 'user' ? config.path(key) : undefined;
}

function readSslVerify(config: RemoteConfig): boolean | string {
	const flag = config.flag('ssl_verify');
	return flag ?? ofUser(config, 'ssl_verify') ?? true;
}

const putKeys: Readonly<Record<string, string>> = {
	sse: 'ServerSideEncryption',
	sse_kms_key_id: 'SSEKMSKeyId',
	acl: 'ACL',
	grant_read: 'GrantRead',
	grant_read_acp: 'GrantReadACP',
	grant_write_acp: 'GrantWriteACP',
	grant_full_control: 'GrantFullControl',
};

function readPutParameters(config: RemoteConfig): Record<string, string> {
	const entries = Object.entries(putKeys).map(([key, name]) => [name, config.text(key)] as const);
	return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function faultOf(config: RemoteConfig, s3: S3Settings): TidemarkError | undefined {
	if (!/^[a-z0-9][a-z0-9._-]{1,254}$/i.test(s3.bucket)) return fault(config, 'url', 'names no bucket');
	const host = hostOf(s3.endpoint);
	if (host === undefined) return fault(config, 'endpointurl', 'is not a url of a server');
	if (config.text('sse_customer_key') !== undefined) {
		return fault(
			config,
			'sse_customer_key',
			'asks for encryption with a key of the customer, which is not supported',
		);
	}
	if (isLoopback(host)) return undefined;
	return weakness(config, s3);
}

/** The repository may not turn off what protects the credentials on their way. */
function weakness(config: RemoteConfig, s3: S3Settings): TidemarkError | undefined {
	const next = 'If you trust it, set it for yourself: dvc remote modify --local …';
	if (s3.sslVerify === false && config.scope('ssl_verify') === 'repository') {
		return fault(
			config,
			'ssl_verify',
			'turns certificate checks off in the repository, which is not followed',
			next,
		);
	}
	const plain = s3.endpoint?.toLowerCase().startsWith('http://') ?? config.flag('use_ssl') === false;
	// Where the endpoint is a bare host, `use_ssl` chose the scheme.
	const key = hasScheme(config.text('endpointurl') ?? '') ? 'endpointurl' : 'use_ssl';
	if (plain && !s3.anonymous && config.scope(key) === 'repository') {
		return fault(config, key, 'would send requests signed with your credentials without encryption', next);
	}
	return undefined;
}

function fault(config: RemoteConfig, key: string, why: string, next?: string): TidemarkError {
	return new TidemarkError('unsafe', `The setting "${key}" of the remote "${config.name}" ${why}.`, {
		...config.place(key),
		kept: 'The remote was not contacted.',
		next: next ?? 'Correct the setting.',
	});
}

/** '' for AWS itself, undefined for what is no url or holds credentials. */
function hostOf(endpoint: string | undefined): string | undefined {
	if (endpoint === undefined) return '';
	try {
		const url = new URL(endpoint);
		return url.username === '' && url.password === '' && url.hostname !== '' ? url.hostname : undefined;
	} catch {
		return undefined;
	}
}

function identityOf(config: RemoteConfig, s3: S3Settings, env: Environment): string {
	if (s3.anonymous) return 'nobody (anonymous)';
	if (s3.accessKeyId !== undefined && s3.secretAccessKey !== undefined) {
		return `access key from ${config.place('access_key_id').file}`;
	}
	if (s3.profile !== undefined) {
		const by = config.scope('profile') === 'repository' ? ', chosen by the repository' : '';
		return `AWS profile ${s3.profile}${by}`;
	}
	if (env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']) return 'access key from the environment';
	return env['AWS_PROFILE'] ? `AWS profile ${env['AWS_PROFILE']}` : 'default AWS credentials';
}

const accessKeys = ['acl', 'grant_read', 'grant_read_acp', 'grant_write_acp', 'grant_full_control'];

/** Whom the repository lets read or change what is uploaded: part of what is consented to. */
function accessGiven(config: RemoteConfig): string {
	const given = accessKeys.filter((key) => config.scope(key) === 'repository');
	if (given.length === 0) return '';
	const access = given.map((key) => `${key} ${shorten(config.text(key) ?? '')}`).join(', ');
	return `; uploads get ${access}, chosen by the repository`;
}

function warningsOf(config: RemoteConfig): string[] {
	const ignored = ['credentialpath', 'configpath', 'ssl_verify'].filter(
		(key) => config.scope(key) === 'repository' && config.flag(key) === undefined,
	);
	const warnings = ignored.map(
		(key) =>
			`"${key}" of the remote "${config.name}" is set by the repository and was not followed; set it in .dvc/config.local.`,
	);
	if (config.scope('secret_access_key') === 'repository' || config.scope('session_token') === 'repository') {
		const { file } = config.place('secret_access_key');
		warnings.push(`${file ?? '.dvc/config'} holds a secret key that everyone with the repository can read.`);
	}
	return warnings;
}
