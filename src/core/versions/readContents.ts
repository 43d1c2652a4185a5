import type { GitReader } from '../ports.ts';
import type { WantedContent } from './folder.ts';

/** Contents by id, read in one batch for each limit; too large and missing ones are absent. */
export async function readContents(
	git: Pick<GitReader, 'blobs'>,
	wanted: readonly WantedContent[],
): Promise<Map<string, Uint8Array>> {
	const byLimit = new Map<number, Set<string>>();
	for (const { id, maxBytes } of wanted) {
		const ids = byLimit.get(maxBytes);
		if (ids === undefined) byLimit.set(maxBytes, new Set([id]));
		else ids.add(id);
	}
	const batches = await Promise.all([...byLimit].map(([maxBytes, ids]) => git.blobs([...ids], maxBytes)));
	return new Map(batches.flatMap((batch) => [...batch]));
}
