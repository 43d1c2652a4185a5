import type { Problem } from '../../core/compare/messages.ts';
import { plainText } from '../../core/compare/plainText.ts';
import { describeError, TidemarkError } from '../../core/errors.ts';

const MAX_MESSAGE = 2000;

/** An error as the panel shows it: the next step apart from what happened. */
export function problemOf(error: unknown): Problem {
	if (!TidemarkError.is(error)) {
		return { message: plainText(describeError(error), MAX_MESSAGE), next: undefined, cancelled: false };
	}
	const { code, message, file, line, field, kept, next, cause } = error;
	const what = new TidemarkError(code, message, { file, line, field, kept, cause }).describe();
	return {
		message: plainText(what, MAX_MESSAGE),
		next: next === undefined ? undefined : plainText(next, MAX_MESSAGE),
		cancelled: code === 'cancelled',
	};
}
