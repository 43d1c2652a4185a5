import type { TidemarkError } from '../../core/errors.ts';

/** Storages Tidemark moves bytes to and from; the others are read, named and refused. */
export type RemoteKind = 'local' | 's3' | 'unsupported';

/** How to reach an S3 bucket. Holds credentials: never shown, logged or stored. */
export interface S3Settings {
	readonly bucket: string;
	/** Without slashes at its ends; '' for the bucket's root. */
	readonly prefix: string;
	readonly endpoint: string | undefined;
	readonly region: string | undefined;
	readonly profile: string | undefined;
	readonly accessKeyId: string | undefined;
	readonly secretAccessKey: string | undefined;
	readonly sessionToken: string | undefined;
	readonly anonymous: boolean;
	/** False, or the path of a bundle of certificates to trust. */
	readonly sslVerify: boolean | string;
	/** Paths of AWS's shared files, of user scope only. */
	readonly credentialPath: string | undefined;
	readonly configPath: string | undefined;
	/** Milliseconds. */
	readonly connectTimeout: number | undefined;
	readonly readTimeout: number | undefined;
	/** Server-side encryption and access, as the S3 API names them: `ServerSideEncryption`, `SSEKMSKeyId`, `ACL` … */
	readonly putParameters: Readonly<Record<string, string>>;
}

/** One DVC remote as its configuration files say, checked. */
export interface RemoteSettings {
	readonly name: string;
	readonly kind: RemoteKind;
	/** `s3`, `gs`, `ssh` …; `local` for a folder. */
	readonly scheme: string;
	/** For people: absolute, without credentials. */
	readonly url: string;
	/** The remote keeps versions itself; pointers hold version ids, objects lie under their workspace paths. */
	readonly versionAware: boolean;
	readonly worktree: boolean;
	/** Absolute path, for `local`. */
	readonly folder: string | undefined;
	readonly s3: S3Settings | undefined;
	/** What identifies us, in words and without secrets: `profile dev`, `access key from .dvc/config.local`. */
	readonly identity: string | undefined;
	/** Why this remote may not be used as configured; thrown when it is opened. */
	readonly fault: TidemarkError | undefined;
	/** Settings that were not followed, and why, one sentence each. */
	readonly warnings: readonly string[];
}
