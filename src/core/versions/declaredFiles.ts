import type { Artifact, ArtifactKind } from '../model.ts';
import type { GitReader, TreeEntry } from '../ports.ts';
import type { FolderFindings } from './folder.ts';
import { plainArtifact } from './plainFiles.ts';

/** A path that `dvc.yaml` calls metrics or params, and that no pointer names: it is in plain git, or nowhere. */
export interface DeclaredFile {
	readonly path: string;
	readonly kind: ArtifactKind;
}

/** Declared metrics and params files that the findings lack. */
export function missingDeclared({ artifacts, declared }: FolderFindings): DeclaredFile[] {
	const wanted = [...declared].filter(([, kind]) => kind === 'metrics' || kind === 'params');
	if (wanted.length === 0) return [];
	const found = new Set(artifacts.map(({ path }) => path));
	return wanted.filter(([path]) => !found.has(path)).map(([path, kind]) => ({ path, kind }));
}

/** Those of the declared files that a root tree holds, as artifacts. */
export async function findDeclared(
	git: Pick<GitReader, 'tree'>,
	root: string,
	declared: readonly DeclaredFile[],
): Promise<Artifact[]> {
	const found = await Promise.all(
		declared.map(async ({ path, kind }) => {
			const entry = await findEntry(git, root, path);
			if (entry?.type !== 'blob') return [];
			return [plainArtifact({ path, file: entry, kind, size: undefined, format: undefined })];
		}),
	);
	return found.flat();
}

/** The entry a path leads to in a root tree. */
export async function findEntry(
	git: Pick<GitReader, 'tree'>,
	root: string,
	path: string,
): Promise<TreeEntry | undefined> {
	const parts = path.split('/');
	let tree = root;
	for (const [depth, part] of parts.entries()) {
		const entry = (await git.tree(tree)).find(({ name }) => name === part);
		if (depth === parts.length - 1) return entry;
		if (entry?.type !== 'tree') return undefined;
		tree = entry.id;
	}
	return undefined;
}
