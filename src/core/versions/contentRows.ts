import type { Artifact, ManifestEntry, ObjectId } from '../model.ts';

/** A file or folder with its content, as comparisons see it: an artifact, or one file of a folder artifact. */
export interface ContentRow {
	readonly path: string;
	readonly isFolder: boolean;
	readonly object: ObjectId | undefined;
	/** Bytes, where declared. */
	readonly size: number | undefined;
	readonly artifact: Artifact;
}

/** A pair of equal paths, or one side alone. */
export interface RowPair {
	readonly path: string;
	readonly old: ContentRow | undefined;
	readonly new: ContentRow | undefined;
}

export function rowOfArtifact(artifact: Artifact): ContentRow {
	const { path, isFolder, object, size } = artifact;
	return { path, isFolder, object, size, artifact };
}

/** Rows of a folder artifact's files. */
export function rowsOfEntries(artifact: Artifact, entries: readonly ManifestEntry[]): ContentRow[] {
	return entries.map(({ path, object, size }) => ({
		path: `${artifact.path}/${path}`,
		isFolder: false,
		object,
		size,
		artifact,
	}));
}

/** Joins two lists of rows by path, paths of the old list first. */
export function pairRows(olds: readonly ContentRow[], news: readonly ContentRow[]): RowPair[] {
	const byPath = new Map(news.map((row) => [row.path, row]));
	const pairs: RowPair[] = olds.map((old) => {
		const match = byPath.get(old.path);
		byPath.delete(old.path);
		return { path: old.path, old, new: match };
	});
	for (const row of byPath.values()) pairs.push({ path: row.path, old: undefined, new: row });
	return pairs;
}

/** The same bytes under the same hash function; two contents without a hash are not told apart. */
export function sameObject(a: ObjectId | undefined, b: ObjectId | undefined): boolean {
	return a?.hash === b?.hash && a?.algorithm === b?.algorithm;
}
