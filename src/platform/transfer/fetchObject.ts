import { TidemarkError } from '../../core/errors.ts';
import type { ObjectStore } from '../cache/objectStore.ts';
import type { Remote } from '../remotes/remote.ts';
import { type ArtifactObject, locate } from './location.ts';

/** From where an object comes and where it is kept. */
export interface FetchPlaces {
	readonly remote: Remote;
	readonly store: ObjectStore;
}

/** What a fetch of one object takes. */
export interface FetchObjectOptions {
	readonly signal?: AbortSignal | undefined;
	readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Brings one object from a remote into a store and returns its path there. The bytes are hashed while they come; it has
 * its name only when they match. Throws `missingObject`, `corrupt`, `unreachable`, `denied` or `io`, naming the file,
 * the remote and the object; nothing is stored then.
 */
export async function fetchObject(
	wanted: ArtifactObject,
	{ remote, store }: FetchPlaces,
	options: FetchObjectOptions = {},
): Promise<string> {
	const location = locate(wanted, remote.settings);
	const content = await remote.get(location, { signal: options.signal });
	try {
		return await store.putStream(wanted.object, content.body, { ...options, size: content.size });
	} catch (error) {
		throw TidemarkError.is(error, 'corrupt') ? namingPlace(error, wanted, remote) : error;
	}
}

function namingPlace(error: TidemarkError, wanted: ArtifactObject, { settings }: Remote): TidemarkError {
	const what = `The remote "${settings.name}" (${settings.url}) gave wrong bytes for ${wanted.path}. ${error.message}`;
	return new TidemarkError('corrupt', what, {
		file: wanted.path,
		kept: error.kept,
		next: error.next,
		cause: error,
	});
}
