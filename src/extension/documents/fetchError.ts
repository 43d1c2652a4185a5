import { TidemarkError } from '../../core/errors.ts';
import type { Translate } from '../support/wording.ts';

/** The same error, said of the file and version a person asked for. */
export function fetchError(t: Translate, error: unknown, path: string, version: string): unknown {
	if (!TidemarkError.is(error) || error.code === 'cancelled' || error.code === 'notFound') return error;
	const what = t('Could not fetch {0} of {1}: {2}', path, version, error.message);
	const { file, line, field, kept, next } = error;
	return new TidemarkError(error.code, what, { file, line, field, kept, next, cause: error });
}
