import { TidemarkError } from '../../core/errors.ts';
import { shorten } from '../../core/pointers/paths.ts';
import { type DesiredState, isInside } from './checkoutPlan.ts';
import type { PresentFile } from './workTreeState.ts';

/** What has to go from the work tree. */
export interface Removals {
	/** Files where a folder is to be, or in a folder where a file is to be: they have to go first. */
	readonly inTheWay: readonly PresentFile[];
	/** Files a folder artifact does not hold, and whose bytes are saved. */
	readonly superfluous: readonly PresentFile[];
}

/** Which files have to go; `written`: the paths that are to be written. */
export function planRemovals(
	wanted: DesiredState,
	present: ReadonlyMap<string, PresentFile>,
	written: ReadonlySet<string>,
	paths: readonly string[] | undefined,
): Removals {
	const parents = new Set([...written].flatMap(parentsOf));
	const inTheWay: PresentFile[] = [];
	const superfluous: PresentFile[] = [];
	for (const file of present.values()) {
		if (wanted.files.has(file.path)) continue;
		if (parents.has(file.path) || parentsOf(file.path).some((parent) => written.has(parent)))
			inTheWay.push(file);
		else if (file.isSaved && belongsToFolder(file, wanted, paths)) superfluous.push(file);
	}
	return { inTheWay, superfluous };
}

function belongsToFolder(
	file: PresentFile,
	wanted: DesiredState,
	paths: readonly string[] | undefined,
): boolean {
	if (!wanted.folders.includes(file.artifact) || file.path === file.artifact.path) return false;
	return paths?.some((path) => isInside(file.path, path)) ?? true;
}

/** The folders a path is in, innermost first. */
export function parentsOf(path: string): string[] {
	const parents: string[] = [];
	for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) {
		parents.push(path.slice(0, slash));
	}
	return parents;
}

const named = 20;

/** Throws `refused`, naming the files whose bytes are nowhere else. */
export function refuseLosses(files: readonly PresentFile[]): void {
	const lost = [...new Set(files.filter(({ isSaved }) => !isSaved).map(({ path }) => path))];
	if (lost.length === 0) return;
	const list = lost.slice(0, named).map(shorten).join(', ');
	const more = lost.length > named ? ` and ${lost.length - named} more` : '';
	throw new TidemarkError('refused', `Content that is saved nowhere else would be lost: ${list}${more}.`, {
		file: lost[0],
		kept: 'Nothing was changed.',
		next: 'Track these files, or move them away, then try again.',
	});
}
