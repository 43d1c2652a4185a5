import { TidemarkError } from '../../core/errors.ts';
import type { ObjectId } from '../../core/model.ts';
import type { ContentAlgorithm } from '../workers/hashTypes.ts';

/** The hash a file's bytes must have: a manifest's id ends in `.dir`, its bytes do not know that. */
export function contentDigest(object: ObjectId): string {
	return object.hash.replace(/\.dir$/, '');
}

/** The function that names an object; `gitBlob` throws `unsupported`. */
export function contentAlgorithm(object: ObjectId): ContentAlgorithm {
	if (object.algorithm !== 'gitBlob') return object.algorithm;
	throw new TidemarkError('unsupported', 'Content in plain git is kept by git alone.');
}
