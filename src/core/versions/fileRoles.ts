/** What a file of a repository may have to say about artifacts, by its name alone. */
export type FileRole = 'dvcFile' | 'lock' | 'dvcYaml' | 'attributes' | 'plain';

/** A file that matters, in a folder. */
export interface RoleFile {
	readonly name: string;
	readonly role: FileRole;
	/** Names the content: a blob id, or for the work tree a key of this process. */
	readonly id: string;
	readonly executable: boolean;
}

const named: ReadonlyMap<string, FileRole> = new Map<string, FileRole>([
	['dvc.lock', 'lock'],
	['dvc.yaml', 'dvcYaml'],
	['.gitattributes', 'attributes'],
	['params.yaml', 'plain'],
	// A hidden file without a stem: DVC's own folder is called so, and no pointer is.
	['.dvc', 'plain'],
]);

/** The role of a file name; undefined for files that are none of our business. */
export function roleOf(name: string): FileRole | undefined {
	const role = named.get(name);
	if (role !== undefined) return role;
	if (name.endsWith('.dvc')) return 'dvcFile';
	return name.endsWith('.json') || name.endsWith('.jsonl') || name.endsWith('.ndjson') ? 'plain' : undefined;
}

const lfsLine = /^[^#\n]*[ \t]filter=lfs(?=\s|$)/m;

/** Whether a `.gitattributes` or `info/attributes` file puts any file under Git LFS. */
export function namesLfs(content: Uint8Array): boolean {
	return lfsLine.test(new TextDecoder().decode(content));
}
