import { type ErrorCode, TidemarkError } from '../../core/errors.ts';
import type { LabelDiff, RecordDetail, RecordRow, RowQuery } from '../../core/labels/model.ts';

/** What the thread is asked once its comparison is done; `id` comes back with the answer. */
export type LabelRequest =
	| { readonly id: number; readonly type: 'rows'; readonly query: RowQuery }
	| { readonly id: number; readonly type: 'record'; readonly index: number };

/** What the thread says. */
export type LabelReply =
	| { readonly type: 'progress'; readonly done: number; readonly total: number }
	| { readonly type: 'compared'; readonly summary: LabelDiff }
	| { readonly type: 'failed'; readonly id: number | undefined; readonly error: SentError }
	| { readonly type: 'answer'; readonly id: number; readonly value: LabelAnswer };

export type LabelAnswer = RecordDetail | { readonly total: number; readonly rows: readonly RecordRow[] };

/** An error as data: classes do not survive the way between threads. */
export interface SentError {
	readonly message: string;
	readonly code: ErrorCode | undefined;
	readonly file?: string | undefined;
	readonly field?: string | undefined;
	readonly kept?: string | undefined;
	readonly next?: string | undefined;
}

/** An error made ready to be posted. */
export function toSentError(error: unknown): SentError {
	if (!TidemarkError.is(error)) return { message: String(error), code: undefined };
	const { message, code, file, field, kept, next } = error;
	return { message, code, file, field, kept, next };
}

/** The posted error as the family's own again. */
export function fromSentError({ message, code, ...details }: SentError): Error {
	return code === undefined ? new Error(message) : new TidemarkError(code, message, details);
}
