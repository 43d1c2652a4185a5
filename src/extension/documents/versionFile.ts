/** Scheme of the read-only files of versions. */
export const versionScheme = 'tidemark';

/** One file of one version, as its address says it. Commit and path together name exactly one content. */
export interface VersionFile {
	/** Root of the git work tree. */
	readonly root: string;
	/** In the work tree. */
	readonly path: string;
	/** Full commit id; never a name that may move. */
	readonly commit: string;
	/** What a person calls the version; shown in the tab. */
	readonly name: string;
}

/** `/labels.json` and `{"v":"<commit>","n":"v1.2.0","r":"/work"}`; JSON because tab labels can read fields of it. */
export function formatVersionFile(file: VersionFile): { readonly path: string; readonly query: string } {
	const query = { v: file.commit, n: file.name.replaceAll('/', '∕'), r: file.root };
	return { path: `/${file.path}`, query: JSON.stringify(query) };
}

/** The inverse of {@link formatVersionFile}; undefined for an address it did not make. */
export function parseVersionFile(path: string, query: string): VersionFile | undefined {
	const fields = parseObject(query);
	const { v: commit, n: name, r: root } = fields;
	if (typeof commit !== 'string' || typeof name !== 'string' || typeof root !== 'string') return undefined;
	if (!/^[0-9a-f]{40}([0-9a-f]{24})?$/u.test(commit) || !path.startsWith('/')) return undefined;
	return { root, path: path.slice(1), commit, name };
}

function parseObject(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}
