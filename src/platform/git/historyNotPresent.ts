import { TidemarkError } from '../../core/errors.ts';

/** A commit, tree or blob is named but not here: a shallow or partial clone, or a damaged one. */
export function historyNotPresent(what: string, id: string): TidemarkError {
	return new TidemarkError('git', `History not present: this clone lacks the ${what} ${id.slice(0, 12)}.`, {
		next: 'Fetch it: "git fetch --unshallow" in a shallow clone, "git fetch --refetch --no-filter" in a partial one.',
	});
}
