import { TidemarkError } from '../../core/errors.ts';

/** The error for a name that is no tag, branch or commit; HEAD is none before the first commit. */
export function noSuchVersion(name: string, isShallow: boolean): TidemarkError {
	if (name === 'HEAD') {
		return new TidemarkError('notFound', 'There is no commit yet.', { next: 'Make one with "git commit".' });
	}
	const text = `There is no version "${name}": no tag, branch or commit has that name.`;
	const next = isShallow
		? 'This clone is shallow; run "git fetch --unshallow --tags".'
		: 'List the versions with "tidemark versions", or run "git fetch --tags".';
	return new TidemarkError('notFound', text, { next });
}
