import type { CatFile } from './catFile.ts';

/** From this limit on, most blobs asked for are taken to be below it, and their sizes are not asked first. */
const generousLimit = 1024 * 1024;

/** Contents of blobs of at most `maxBytes`, by id; larger and missing ones are absent. */
export async function readBlobs(
	catFile: CatFile,
	ids: readonly string[],
	maxBytes: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
	const all = [...new Set(ids)];
	const wanted = maxBytes >= generousLimit ? all : await smallOnes(catFile, all, maxBytes);
	const contents = new Map<string, Uint8Array>();
	for (const object of await catFile.contents(wanted, maxBytes)) {
		if (object?.type === 'blob') contents.set(object.id, object.content);
	}
	return contents;
}

async function smallOnes(catFile: CatFile, ids: readonly string[], maxBytes: number): Promise<string[]> {
	const infos = await catFile.info(ids);
	return infos.flatMap((info) => (info?.type === 'blob' && info.size <= maxBytes ? [info.id] : []));
}
