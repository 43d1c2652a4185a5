import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { TidemarkError } from '../core/errors.ts';
import type { Snapshot } from '../core/model.ts';
import { artifactsUnder, findArtifact } from '../core/versions/findArtifact.ts';
import { lstatIfThere, realpath } from '../platform/files/disk.ts';
import type { Project } from '../platform/project/project.ts';

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
	return Promise.all(
		typed.map(async (path) => {
			const absolute = isAbsolute(path) ? path : resolve(from, path);
			const inside = inRoot(root, absolute) ?? (await behindLinks(root, absolute));
			if (inside !== undefined) return inside;
			throw new TidemarkError('usage', `"${path}" is not in the repository ${root}.`, {
				next: 'Name paths inside it, or choose another folder with -C.',
			});
		}),
	);
}

function inRoot(root: string, absolute: string): string | undefined {
	const way = relative(root, absolute);
	if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
	return way.split(sep).join('/');
}

/** A path that leads into the repository by links above it; a tracked file that is a link itself is not followed. */
async function behindLinks(root: string, absolute: string): Promise<string | undefined> {
	const ways = [
		async (): Promise<string> => join(await realpath(dirname(absolute)), basename(absolute)),
		() => realpath(absolute),
	];
	for (const way of ways) {
		const found = await way().catch(() => undefined);
		const inside = found === undefined ? undefined : inRoot(root, found);
		if (inside !== undefined) return inside;
	}
	return undefined;
}

/** Throws `notFound` for a path that is neither on the disk nor an artifact, now or in HEAD: a typing error. */
export async function refuseUnknown(project: Project, paths: readonly string[]): Promise<void> {
	for (const path of paths) {
		if ((await lstatIfThere(join(project.root, path))) !== undefined) continue;
		if (isKnown(await project.snapshot({ type: 'workspace' }), path)) continue;
		if (isKnown(await project.snapshot(await project.side('HEAD')), path)) continue;
		throw new TidemarkError('notFound', `There is no "${path}", and no artifact of that name.`, {
			next: 'List what is tracked with "tidemark ls -R".',
		});
	}
}

function isKnown(snapshot: Snapshot, path: string): boolean {
	return artifactsUnder(snapshot, path).length > 0 || findArtifact(snapshot, path) !== undefined;
}

/** Pointer files among the paths replaced by what they point to. */
export function withoutPointers(paths: readonly string[], snapshot: Snapshot): readonly string[] {
	return paths.flatMap((path) => {
		if (snapshot.artifacts.some((artifact) => artifact.path === path)) return [path];
		const named = snapshot.artifacts.filter(({ pointerFile }) => pointerFile === path);
		return named.length === 0 ? [path] : named.map((artifact) => artifact.path);
	});
}
