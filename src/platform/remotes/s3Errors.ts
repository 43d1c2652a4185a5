import { TidemarkError } from '../../core/errors.ts';
import type { RemoteSettings } from '../project/remoteSettings.ts';
import { TransientError } from './transientError.ts';

/** What was asked of the bucket when it failed. */
export interface S3Question {
	readonly settings: RemoteSettings;
	readonly bucket: string;
	/** "read files/md5/…", "list files/md5/": completes "was asked to …". */
	readonly task: string;
	readonly signal?: AbortSignal | undefined;
}

interface Reply {
	readonly name: string;
	readonly code: string;
	readonly status: number | undefined;
	readonly retryAfter: number | undefined;
}

/** HTTP status of an error of the SDK, undefined when no answer came. */
export function statusOf(error: unknown): number | undefined {
	const status = member(member(error, '$metadata'), 'httpStatusCode');
	return typeof status === 'number' ? status : undefined;
}

/** Whether the bucket said that the key (or version) is not there; never true when it was not asked. */
export function isMissing(error: unknown): boolean {
	const name = error instanceof Error ? error.name : '';
	if (name === 'NoSuchBucket') return false;
	return statusOf(error) === 404 || name === 'NoSuchKey' || name === 'NoSuchVersion';
}

/** A mistake of a program, ours or the SDK's, is no answer of a storage and keeps its own stack. */
function isMistake(error: unknown): boolean {
	return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}

/** The family's error for a failed request. Names remote, place and task; never a credential. */
export function s3Error(error: unknown, question: S3Question): TidemarkError {
	if (TidemarkError.is(error)) return error;
	if (question.signal?.aborted) return new TidemarkError('cancelled', 'Cancelled.');
	if (isMistake(error)) throw error;
	const reply = readReply(error);
	const where = `The remote "${question.settings.name}" (${question.settings.url}), asked to ${question.task},`;
	return statusError(reply, where, question, error) ?? networkError(reply, where, error);
}

function readReply(error: unknown): Reply {
	const headers = member(member(error, '$response'), 'headers');
	const after = Number(member(headers, 'retry-after'));
	const code = member(error, 'code');
	return {
		name: error instanceof Error ? error.name : 'Error',
		code: typeof code === 'string' ? code : '',
		status: statusOf(error),
		retryAfter: Number.isFinite(after) && after > 0 ? after * 1000 : undefined,
	};
}

function statusError(
	reply: Reply,
	where: string,
	question: S3Question,
	cause: unknown,
): TidemarkError | undefined {
	const { name, status, retryAfter } = reply;
	if (name === 'NoSuchBucket') return noBucket(where, question);
	if (isMissing(cause)) return missing(where);
	if (status === 403 || status === 401 || name === 'CredentialsProviderError')
		return denied(reply, where, question, cause);
	if (status === 301 || status === 307) return moved(where);
	if (status === 429 || status === 503 || name === 'SlowDown') {
		return new TransientError(`${where} is busy (${status ?? name}).`, {
			slowDown: true,
			retryAfter,
			next: 'Try again later, or with fewer jobs.',
		});
	}
	if (status !== undefined && status >= 500)
		return new TransientError(`${where} failed (${status} ${name}).`);
	if (status !== undefined && status >= 400) {
		return new TidemarkError('unreachable', `${where} refused the request (${status} ${name}).`);
	}
	return undefined;
}

function noBucket(where: string, { bucket, settings }: S3Question): TidemarkError {
	return new TidemarkError('unreachable', `${where} says there is no bucket "${bucket}".`, {
		next: `Check the url of the remote "${settings.name}", or make the bucket.`,
	});
}

function missing(where: string): TidemarkError {
	return new TidemarkError('missingObject', `${where} says it is not there.`, {
		next: 'Ask who made this version to push it.',
	});
}

function denied(
	{ name, status }: Reply,
	where: string,
	{ settings }: S3Question,
	cause: unknown,
): TidemarkError {
	const as = settings.identity ?? 'the credentials of this machine';
	if (status === undefined) {
		return new TidemarkError('denied', `${where} needs credentials, and none were found (${as}).`, {
			next: 'Set AWS_PROFILE or AWS_ACCESS_KEY_ID, or put keys into .dvc/config.local.',
		});
	}
	return new TidemarkError(
		'denied',
		`${where} answered ${statusText(status, name)} to ${as}: either access is not permitted, or the object is not there and we may not list the bucket.`,
		{ next: 'Check the credentials, or ask the owner of the bucket.', cause },
	);
}

/** An answer without a body, as to HEAD, has no name: the SDK calls it "Unknown" or "UnknownError". */
function statusText(status: number, name: string): string {
	return name.startsWith('Unknown') ? String(status) : `${status} ${name}`;
}

function moved(where: string): TidemarkError {
	return new TidemarkError(
		'unreachable',
		`${where} says the bucket lives elsewhere. This was not followed.`,
		{
			next: "Set the remote's region (dvc remote modify … region).",
		},
	);
}

const passing = new Set([
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
	'EAI_AGAIN',
	'UND_ERR_SOCKET',
	'ERR_STREAM_PREMATURE_CLOSE',
]);

function networkError({ name, code }: Reply, where: string, cause: unknown): TidemarkError {
	const what = `${where} did not answer (${code === '' ? name : code}).`;
	const details = { next: 'Check the network and the endpoint, and try again.', cause };
	if (passing.has(code) || name === 'TimeoutError') return new TransientError(what, details);
	return new TidemarkError('unreachable', what, details);
}

function member(value: unknown, key: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	return (value as Record<string, unknown>)[key];
}
