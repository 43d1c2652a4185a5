/** What went wrong, as a fixed word a program can decide on. */
export type ErrorCode =
	/** A pointer, manifest, lock or config file does not follow its format. */
	| 'malformed'
	/** A file holds unresolved merge-conflict markers. */
	| 'conflict'
	/** Input that would leave the workspace, run a program or reach an unapproved place. */
	| 'unsafe'
	/** A version, path or artifact that does not exist. */
	| 'notFound'
	/** Content that is neither in the cache nor on the remote. */
	| 'missingObject'
	/** Bytes that do not hash to their name. */
	| 'corrupt'
	/** No remote is configured, or the named one is not. */
	| 'noRemote'
	/** The remote did not answer. */
	| 'unreachable'
	/** The remote answered that we may not. */
	| 'denied'
	/** Something Tidemark reads but does not do. */
	| 'unsupported'
	/** The user has not approved the endpoint, or the workspace is not trusted. */
	| 'notApproved'
	/** An operation declined because it would lose something or clash. */
	| 'refused'
	/** Another process holds the lock. */
	| 'locked'
	| 'cancelled'
	/** The disk said no. */
	| 'io'
	/** Git said no. */
	| 'git'
	/** The command line was used wrongly. */
	| 'usage';

/** The parts of a message beside what happened; every one is plain text without secrets. */
export interface ErrorDetails {
	/** Path of the file concerned, relative to the repository where it lies in one. */
	readonly file?: string | undefined;
	/** 1-based line in {@link file}. */
	readonly line?: number | undefined;
	/** Field inside the file, as `outs[0].md5`. */
	readonly field?: string | undefined;
	/** What was left as it was: "Nothing was changed." */
	readonly kept?: string | undefined;
	/** The next step a user can take: "Run Fetch, or ask who pushed it." */
	readonly next?: string | undefined;
	readonly cause?: unknown;
}

/** The one error family: every failure a user can meet names file, field, what was kept and what to do. */
export class TidemarkError extends Error {
	readonly code: ErrorCode;
	readonly file: string | undefined;
	readonly line: number | undefined;
	readonly field: string | undefined;
	readonly kept: string | undefined;
	readonly next: string | undefined;

	constructor(code: ErrorCode, what: string, details: ErrorDetails = {}) {
		super(what, details.cause === undefined ? undefined : { cause: details.cause });
		this.name = 'TidemarkError';
		this.code = code;
		this.file = details.file;
		this.line = details.line;
		this.field = details.field;
		this.kept = details.kept;
		this.next = details.next;
	}

	/** Whether `error` is of this family and, where `code` is given, of that code. */
	static is(error: unknown, code?: ErrorCode): error is TidemarkError {
		return error instanceof TidemarkError && (code === undefined || error.code === code);
	}

	/** `file:line: field: what. kept next`, the parts that are known. */
	describe(): string {
		const place = [
			this.file === undefined ? undefined : this.line === undefined ? this.file : `${this.file}:${this.line}`,
			this.field,
		].filter((part) => part !== undefined);
		const sentences = [this.message, this.kept, this.next].filter((part) => part !== undefined);
		return [...place, sentences.join(' ')].join(': ');
	}
}

/** A message for a user from anything thrown. */
export function describeError(error: unknown): string {
	if (TidemarkError.is(error)) return error.describe();
	return error instanceof Error ? error.message : String(error);
}

/** Throws the family's `cancelled` error when `signal` has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
	if (signal?.aborted) throw new TidemarkError('cancelled', 'Cancelled.');
}
