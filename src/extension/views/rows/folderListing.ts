import type { ManifestEntry } from '../../../core/model.ts';

/** One level of a folder artifact. Paths are relative to the artifact. */
export interface FolderListing {
	readonly folders: readonly { readonly path: string; readonly entries: readonly ManifestEntry[] }[];
	readonly files: readonly ManifestEntry[];
}

/**
 * The direct children of `folder` (relative to the artifact, '' for its root) among entries that all lie in it.
 * Folders and files are each in order of their names, numbers in them by value.
 */
export function listFolder(entries: readonly ManifestEntry[], folder: string): FolderListing {
	const start = folder === '' ? 0 : folder.length + 1;
	const files: ManifestEntry[] = [];
	const folders = new Map<string, ManifestEntry[]>();
	for (const entry of entries) {
		const slash = entry.path.indexOf('/', start);
		if (slash === -1) files.push(entry);
		else append(folders, entry.path.slice(0, slash), entry);
	}
	return {
		folders: [...folders].map(([path, inside]) => ({ path, entries: inside })).sort(byPath),
		files: files.sort(byPath),
	};
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
	const list = map.get(key);
	if (list === undefined) map.set(key, [value]);
	else list.push(value);
}

const collator = new Intl.Collator(undefined, { numeric: true });

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
	return collator.compare(a.path, b.path);
}
