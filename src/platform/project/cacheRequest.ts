import { dirname, isAbsolute, join, relative } from 'node:path';
import type { EndpointRequest } from '../../core/ports.ts';
import { lstatIfThere, realpath } from '../files/disk.ts';
import type { ConfigScope } from './dvcConfigFiles.ts';

/**
 * The consent that writing to a cache folder needs: one outside the work tree that the repository chose, by `cache.dir`
 * or by a link in place of `.dvc/cache`. Undefined for the project's own and for one the user configured.
 */
export async function cacheRequest(
	folder: string,
	workTree: string,
	scope: ConfigScope,
): Promise<EndpointRequest | undefined> {
	if (scope === 'user') return undefined;
	const url = await realPlace(folder);
	if (isInside(await realPlace(workTree), url)) return undefined;
	return { remoteName: 'cache', url, access: 'write' };
}

/** The path with the links of its existing part resolved. */
export async function realPlace(path: string): Promise<string> {
	const found = await lstatIfThere(path);
	// A link to nowhere stays itself: no folder can be made through it.
	if (found !== undefined) return realpath(path).catch(() => path);
	const parent = dirname(path);
	return parent === path ? path : join(await realPlace(parent), path.slice(parent.length));
}

function isInside(root: string, path: string): boolean {
	const way = relative(root, path);
	return !isAbsolute(way) && way !== '..' && !/^\.\.[\\/]/.test(way);
}
