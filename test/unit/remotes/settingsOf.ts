import type { RemoteSettings, S3Settings } from '../../../src/platform/project/remoteSettings.ts';

const plain = {
	versionAware: false,
	worktree: false,
	folder: undefined,
	s3: undefined,
	identity: undefined,
	fault: undefined,
	warnings: [],
} as const;

/** Settings of a folder remote. */
export function folderSettings(folder: string, name = 'storage'): RemoteSettings {
	return { ...plain, name, kind: 'local', scheme: 'local', url: folder, folder };
}

/** Settings of an S3 remote on a server of the test. */
export function s3RemoteSettings(
	endpoint: string,
	changes: Partial<S3Settings> = {},
	more: Partial<RemoteSettings> = {},
): RemoteSettings & { readonly s3: S3Settings } {
	const s3: S3Settings = {
		bucket: 'bucket',
		prefix: 'pre fix',
		endpoint,
		region: 'us-east-1',
		profile: undefined,
		accessKeyId: 'testkey',
		secretAccessKey: 'testsecret',
		sessionToken: undefined,
		anonymous: false,
		sslVerify: true,
		credentialPath: undefined,
		configPath: undefined,
		connectTimeout: 2000,
		readTimeout: 2000,
		putParameters: {},
		...changes,
	};
	const url = `s3://${s3.bucket}/${s3.prefix}`;
	return {
		...plain,
		name: 'cloud',
		kind: 's3',
		scheme: 's3',
		url,
		identity: 'access key of the test',
		...more,
		s3,
	};
}
