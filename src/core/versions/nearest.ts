import { folderOf } from '../pointers/paths.ts';

/** The folder itself or the nearest one above it that is among `folders`; '' is the root. */
export function nearest(folder: string, folders: ReadonlySet<string>): string | undefined {
	if (folders.size === 0) return undefined;
	for (let at = folder; at !== ''; at = folderOf(at)) {
		if (folders.has(at)) return at;
	}
	return folders.has('') ? '' : undefined;
}
