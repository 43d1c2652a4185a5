import { TidemarkError } from '../../core/errors.ts';
import type { ObjectId } from '../../core/model.ts';
import { checkObjectId } from '../../core/pointers/paths.ts';

/** `md5:abc…`: one string per object, for maps and sets. */
export function objectKey(object: ObjectId): string {
	return `${object.algorithm}:${object.hash}`;
}

/**
 * Where DVC keeps an object below its cache folder and below a remote's url, POSIX separators: `files/md5/xx/…` since
 * 3.0; `xx/…` for the text-normalising md5 of 2.x. Throws `malformed` for a hash that is none.
 */
export function dvcObjectPath(object: ObjectId): string {
	const { hash } = checkObjectId(object.algorithm, object.hash, object.hash, 'hash');
	const rest = `${hash.slice(0, 2)}/${hash.slice(2)}`;
	if (object.algorithm === 'md5') return `files/md5/${rest}`;
	if (object.algorithm === 'md5-dos2unix') return rest;
	throw new TidemarkError('unsupported', `DVC's cache holds no ${object.algorithm} objects.`);
}

/** Where Git LFS keeps an object below `lfs/objects`: `aa/bb/<oid>`. Throws `malformed` for a hash that is none. */
export function lfsObjectPath(object: ObjectId): string {
	if (object.algorithm !== 'sha256') {
		throw new TidemarkError('unsupported', `The Git LFS store holds no ${object.algorithm} objects.`);
	}
	const { hash } = checkObjectId('sha256', object.hash, object.hash, 'oid');
	return `${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`;
}
