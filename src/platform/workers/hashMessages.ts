import { type ErrorCode, TidemarkError } from '../../core/errors.ts';
import { diskCode } from '../files/diskError.ts';
import type { HashedFile, HashJob, HashOutcome } from './hashTypes.ts';

/** What the pool sends a worker. */
export interface HashRequest {
	readonly jobs: readonly HashJob[];
}

/** An error as a message can carry it: a class does not survive the way between threads. */
export interface PackedError {
	readonly code: ErrorCode;
	readonly message: string;
	readonly file: string | undefined;
	readonly kept: string | undefined;
	readonly next: string | undefined;
	readonly diskCode: string | undefined;
}

/** What a worker answers, in the order of the jobs. */
export interface HashReply {
	readonly outcomes: readonly (HashedFile | { readonly packed: PackedError })[];
}

export function packOutcome(outcome: HashOutcome): HashReply['outcomes'][number] {
	if (!('error' in outcome)) return outcome;
	const { code, message, file, kept, next } = outcome.error;
	return { packed: { code, message, file, kept, next, diskCode: diskCode(outcome.error) } };
}

export function unpackOutcome(outcome: HashReply['outcomes'][number]): HashOutcome {
	if (!('packed' in outcome)) return outcome;
	const { code, message, diskCode: system, ...details } = outcome.packed;
	const cause = system === undefined ? undefined : Object.assign(new Error(system), { code: system });
	return { error: new TidemarkError(code, message, { ...details, cause }) };
}
