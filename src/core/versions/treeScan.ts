import type { TreeEntry } from '../ports.ts';
import { type RoleFile, roleOf } from './fileRoles.ts';

/** What one git tree object holds that matters, wherever in a repository it stands. */
export interface TreeScan {
	readonly files: readonly RoleFile[];
	readonly folders: readonly TreeEntry[];
	/** It holds a `.dvc` folder: the root of a DVC project. */
	readonly isProject: boolean;
	/** Id of its `.gitattributes`. */
	readonly attributes: string | undefined;
}

/** Folders nothing is looked for in. */
const closed = new Set(['.dvc', '.git']);

/** Sorts out the entries of a tree. */
export function scanTree(entries: readonly TreeEntry[]): TreeScan {
	const files: RoleFile[] = [];
	const folders: TreeEntry[] = [];
	let isProject = false;
	let attributes: string | undefined;
	for (const entry of entries) {
		if (entry.type === 'tree') {
			isProject ||= entry.name === '.dvc';
			if (!closed.has(entry.name)) folders.push(entry);
			continue;
		}
		const role = entry.type === 'blob' ? roleOf(entry.name) : undefined;
		if (role === undefined) continue;
		if (role === 'attributes') attributes = entry.id;
		else files.push({ name: entry.name, role, id: entry.id, executable: entry.executable });
	}
	return { files, folders, isProject, attributes };
}
