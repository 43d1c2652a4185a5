import { TidemarkError } from '../../core/errors.ts';

const explanations: Readonly<Record<string, string>> = {
	ENOENT: 'it does not exist',
	EACCES: 'permission is denied',
	EPERM: 'the system does not permit it',
	EROFS: 'the file system is read-only',
	ENOSPC: 'the disk is full',
	EDQUOT: 'the disk quota is used up',
	EIO: 'the disk reports an error',
	EISDIR: 'it is a folder',
	ENOTDIR: 'a part of its path is not a folder',
	EEXIST: 'it exists already',
	EBUSY: 'another program has it open',
	ELOOP: 'it is a link, or its links go in a circle',
	EXDEV: 'it lies on another file system',
	EMFILE: 'too many files are open',
	ENAMETOOLONG: 'its name is too long',
};

/** The system's error code (`ENOENT`) of a raw or wrapped disk error, else undefined. */
export function diskCode(error: unknown): string | undefined {
	const raw = TidemarkError.is(error) ? error.cause : error;
	if (!(raw instanceof Error) || !('code' in raw)) return undefined;
	return typeof raw.code === 'string' ? raw.code : undefined;
}

/** Whether `error` says that nothing is at the path asked for. */
export function isNotThere(error: unknown): boolean {
	const code = diskCode(error);
	return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The family's `io` error for a failed disk call; `action` completes "Cannot …". */
export function diskError(error: unknown, action: string, path: string): TidemarkError {
	if (TidemarkError.is(error)) return error;
	const code = diskCode(error);
	const why = code === undefined ? String(error) : `${explanations[code] ?? 'the system refused'} (${code})`;
	return new TidemarkError('io', `Cannot ${action} ${path}: ${why}.`, { file: path, cause: error });
}
