import type { Artifact, Snapshot } from '../model.ts';
import { folderOf, joinPath } from '../pointers/paths.ts';

/**
 * A commit's snapshot with the paths DVC 3.67 gives its outs. DVC takes a path in a commit for a URL and normalises what
 * is before the first `#` or `?` alone, so a name that begins with one of them loses the slash before it: the out of
 * `odd/# y.dvc` is looked for beside `odd`. Only for documents that are to be DVC's to the letter.
 */
export function asDvcReadsCommit(snapshot: Snapshot): Snapshot {
	if (!snapshot.artifacts.some(({ path }) => /[#?]/.test(path))) return snapshot;
	return { ...snapshot, artifacts: snapshot.artifacts.map(misplaced) };
}

function misplaced(artifact: Artifact): Artifact {
	if (artifact.system !== 'dvc') return artifact;
	const folder = folderOf(artifact.pointerFile);
	const inside = folder === '' ? artifact.path : artifact.path.slice(folder.length + 1);
	const isBelow = joinPath(folder, inside) === artifact.path;
	if (!isBelow) return artifact;
	const path = normalisedAsUrl(joinPath(folderOf(normalisedAsUrl(artifact.pointerFile)), inside));
	return path === artifact.path ? artifact : { ...artifact, path };
}

function normalisedAsUrl(path: string): string {
	const at = path.search(/[#?]/);
	return at > 0 && path[at - 1] === '/' ? path.slice(0, at - 1) + path.slice(at) : path;
}
