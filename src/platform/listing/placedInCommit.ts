import type { PlacedFile } from '../../core/listing/listRows.ts';
import { joinPath } from '../../core/pointers/paths.ts';
import type { TreeEntry } from '../../core/ports.ts';
import type { GitRepository } from '../git/gitRepository.ts';

type Git = Pick<GitRepository, 'rootTree' | 'tree' | 'blobSize'>;

interface Placed {
	readonly path: string;
	readonly entry: TreeEntry;
}

/** Files of a commit at a path: itself, or its one level with folders, or all files below. Empty where nothing is. */
export async function placedInCommit(
	git: Git,
	commit: string,
	path: string,
	recursive: boolean,
): Promise<readonly PlacedFile[]> {
	const root: TreeEntry = { name: '', type: 'tree', executable: false, id: await git.rootTree(commit) };
	const top = await entryAt(git, root, path);
	if (top === undefined) return [];
	if (top.type !== 'tree') return [await placed(git, { path, entry: top })];
	const found: Placed[] = [];
	let level: Placed[] = [{ path, entry: top }];
	do {
		const children = (await Promise.all(level.map((folder) => childrenOf(git, folder)))).flat();
		level = recursive ? children.filter(({ entry }) => entry.type === 'tree') : [];
		found.push(...children.filter(({ entry }) => !recursive || entry.type !== 'tree'));
	} while (level.length > 0);
	return Promise.all(found.map((one) => placed(git, one)));
}

async function entryAt(git: Git, root: TreeEntry, path: string): Promise<TreeEntry | undefined> {
	let at: TreeEntry | undefined = root;
	for (const part of path === '' ? [] : path.split('/')) {
		if (at?.type !== 'tree') return undefined;
		at = (await git.tree(at.id)).find(({ name }) => name === part);
	}
	return at;
}

async function childrenOf(git: Git, folder: Placed): Promise<Placed[]> {
	const entries = await git.tree(folder.entry.id);
	return entries.map((entry) => ({ path: joinPath(folder.path, entry.name), entry }));
}

async function placed(git: Git, { path, entry }: Placed): Promise<PlacedFile> {
	const isFolder = entry.type === 'tree';
	const size = isFolder
		? treeSize(await git.tree(entry.id), entry.id.length / 2)
		: await git.blobSize(entry.id);
	return { path, isFolder, isExecutable: entry.executable, size };
}

const modeLengths: Readonly<Record<TreeEntry['type'], number>> = { tree: 5, blob: 6, link: 6, commit: 6 };

/** Bytes of the tree object, which is what DVC shows for a folder of a commit: `<mode> <name> NUL <id>` each. */
function treeSize(entries: readonly TreeEntry[], idBytes: number): number {
	let size = 0;
	for (const { name, type } of entries) size += modeLengths[type] + Buffer.byteLength(name) + idBytes + 2;
	return size;
}
