import { TidemarkError } from '../../../src/core/errors.ts';

/** The family's error a call throws; fails the test for anything else. */
export function errorOf(call: () => unknown): TidemarkError {
	try {
		call();
	} catch (error) {
		if (TidemarkError.is(error)) return error;
		throw error;
	}
	throw new Error('Nothing was thrown.');
}
