import { describeError, TidemarkError } from '../../core/errors.ts';
import type { EntryContent } from '../../core/status/trackedTree.ts';
import type { HashedState, HashMemory, SeenFile } from '../cache/hashMemory.ts';
import { isNotThere } from '../files/diskError.ts';
import type { HashPool } from '../workers/hashPool.ts';
import type { ContentAlgorithm, HashOutcome } from '../workers/hashTypes.ts';

/** What hashing takes. */
export interface HashServices {
	readonly memory: HashMemory | undefined;
	readonly hashes: HashPool;
	/** Told of every file that had to be read, and of how many there are. */
	readonly onHashed?: ((done: number, total: number, path: string) => void) | undefined;
}

/** A file as it was when it was looked at. Absolute path. */
export interface FileToHash extends SeenFile {
	readonly algorithm: ContentAlgorithm;
}

/** A file's content, or why it could not be read. */
export interface HashedContent {
	readonly content: EntryContent;
	readonly reason?: string | undefined;
}

const algorithms: readonly ContentAlgorithm[] = ['md5', 'sha256', 'md5-dos2unix'];
/** A file that changes while it is read gets a second chance, then counts as being written. */
const tries = 2;

/**
 * Content of each file by its path: remembered where it did not change since, else read. A file that vanished meanwhile
 * is left out; one that cannot be read, or changes all the time, is `unknown` with its reason.
 */
export async function hashFiles(
	files: readonly FileToHash[],
	services: HashServices,
	signal?: AbortSignal,
): Promise<ReadonlyMap<string, HashedContent>> {
	const contents = new Map<string, HashedContent>();
	for (const algorithm of algorithms) {
		const unknown = recall(
			files.filter((file) => file.algorithm === algorithm),
			algorithm,
			services.memory,
			contents,
		);
		await read(unknown, algorithm, services, contents, signal);
	}
	return contents;
}

/** Takes what is remembered; gives back the rest. */
function recall(
	files: readonly FileToHash[],
	algorithm: ContentAlgorithm,
	memory: HashMemory | undefined,
	contents: Map<string, HashedContent>,
): readonly FileToHash[] {
	if (memory === undefined || files.length === 0) return files;
	const known = memory.recall(files, algorithm);
	return files.filter((file, at) => {
		const hash = known[at];
		if (hash === undefined) return true;
		contents.set(file.path, { content: { algorithm, hash } });
		return false;
	});
}

async function read(
	files: readonly FileToHash[],
	algorithm: ContentAlgorithm,
	services: HashServices,
	contents: Map<string, HashedContent>,
	signal: AbortSignal | undefined,
): Promise<void> {
	const fresh: HashedState[] = [];
	let done = 0;
	let left = files;
	for (let round = 1; round <= tries && left.length > 0; round++) {
		const jobs = left.map(({ path, stat }) => ({ path, algorithm, size: stat.size }));
		const onFile = ({ path }: { path: string }): void => {
			done += 1;
			services.onHashed?.(Math.min(done, files.length), files.length, path);
		};
		const outcomes = await services.hashes.hash(jobs, { signal, onFile });
		left = left.filter((file, at) => take(file, outcomes[at], algorithm, contents, fresh));
	}
	services.memory?.remember(fresh, algorithm);
}

/** Whether the file is to be read again. */
function take(
	{ path }: FileToHash,
	outcome: HashOutcome | undefined,
	algorithm: ContentAlgorithm,
	contents: Map<string, HashedContent>,
	fresh: HashedState[],
): boolean {
	if (outcome === undefined) return false;
	if ('error' in outcome) {
		if (isGone(outcome.error)) contents.delete(path);
		else contents.set(path, { content: 'unknown', reason: describeError(outcome.error) });
		return TidemarkError.is(outcome.error, 'refused');
	}
	contents.set(path, { content: { algorithm, hash: outcome.hash } });
	fresh.push({ path, stat: outcome.stat, hash: outcome.hash });
	return false;
}

function isGone(error: TidemarkError): boolean {
	return error.code === 'io' && isNotThere(error);
}
