import { type ErrorDetails, TidemarkError } from '../../core/errors.ts';

/** An `unreachable` that may pass when asked again: a reset connection, a busy server. */
export class TransientError extends TidemarkError {
	/** True when the storage asked for fewer requests. */
	readonly slowDown: boolean;
	/** Milliseconds the storage asked to wait. */
	readonly retryAfter: number | undefined;

	constructor(
		what: string,
		details: ErrorDetails & { readonly slowDown?: boolean; readonly retryAfter?: number | undefined } = {},
	) {
		super('unreachable', what, details);
		this.slowDown = details.slowDown ?? false;
		this.retryAfter = details.retryAfter;
	}
}
