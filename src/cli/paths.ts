import { isAbsolute, relative, resolve, sep } from 'node:path';
import { TidemarkError } from '../core/errors.ts';
import type { Snapshot } from '../core/model.ts';
import { realpath } from '../platform/files/disk.ts';

/**
 * Paths a person typed, relative to the folder the command runs in, as paths of the repository ('' for its root).
 * Throws `usage` for one outside.
 */
export async function repositoryPaths(
	root: string,
	folder: string,
	typed: readonly string[],
): Promise<readonly string[]> {
	const from = await realpath(folder);
	return typed.map((path) => {
		const way = relative(root, isAbsolute(path) ? path : resolve(from, path));
		if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return way.split(sep).join('/');
		throw new TidemarkError('usage', `"${path}" is not in the repository ${root}.`, {
			next: 'Name paths inside it, or choose another folder with -C.',
		});
	});
}

/** Pointer files among the paths replaced by what they point to. */
export function withoutPointers(paths: readonly string[], snapshot: Snapshot): readonly string[] {
	return paths.flatMap((path) => {
		if (snapshot.artifacts.some((artifact) => artifact.path === path)) return [path];
		const named = snapshot.artifacts.filter(({ pointerFile }) => pointerFile === path);
		return named.length === 0 ? [path] : named.map((artifact) => artifact.path);
	});
}
