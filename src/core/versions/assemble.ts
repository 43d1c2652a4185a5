import { TidemarkError } from '../errors.ts';
import type { Artifact, BrokenPointer, PointerSystem, Snapshot } from '../model.ts';
import type { FolderFindings } from './folder.ts';
import type { PointerMemory } from './pointerMemory.ts';

const rank: Readonly<Record<PointerSystem, number>> = { dvc: 0, lfs: 1, git: 2 };

/**
 * Findings of a whole repository as a snapshot: sorted by path, kinds as `dvc.yaml` declares them, one artifact for a
 * path. A file in git that is also an uncached out of DVC counts as the out; a second pointer to one path is broken.
 */
export function assemble(findings: FolderFindings, memory: PointerMemory): Snapshot {
	if (findings.declared.size === 0 && isInOrder(findings.artifacts)) {
		return { artifacts: findings.artifacts, broken: [...findings.broken].sort(byPath) };
	}
	const artifacts: Artifact[] = [];
	const broken: BrokenPointer[] = [...findings.broken];
	for (const artifact of [...findings.artifacts].sort(byPath)) {
		const last = artifacts.at(-1);
		if (last?.path !== artifact.path) artifacts.push(withDeclaredKind(artifact, findings, memory));
		else if (artifact.system === 'dvc') broken.push(namedTwice(last, artifact));
	}
	return { artifacts, broken: broken.sort(byPath) };
}

/** Sorted, and no path twice: so it is in most repositories, which then cost no copy. */
function isInOrder(artifacts: readonly Artifact[]): boolean {
	let last = '';
	for (const { path } of artifacts) {
		if (path <= last) return false;
		last = path;
	}
	return true;
}

function byPath(a: Artifact | BrokenPointer, b: Artifact | BrokenPointer): number {
	if (a.path !== b.path) return a.path < b.path ? -1 : 1;
	return 'system' in a && 'system' in b ? rank[a.system] - rank[b.system] : 0;
}

function withDeclaredKind(artifact: Artifact, { declared }: FolderFindings, memory: PointerMemory): Artifact {
	const kind = declared.size === 0 ? undefined : declared.get(artifact.path);
	return kind === undefined ? artifact : memory.withDeclaredKind(artifact, kind);
}

function namedTwice(first: Artifact, second: Artifact): BrokenPointer {
	const error = new TidemarkError('malformed', `"${first.path}" is named by ${first.pointerFile} as well.`, {
		file: second.pointerFile,
		next: 'Remove one of the two pointers.',
	});
	return { path: second.pointerFile, error };
}
