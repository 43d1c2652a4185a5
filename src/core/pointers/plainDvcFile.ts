import type { DvcFile } from './dvcFileModel.ts';

/** What `dvc add` writes for nearly everything: one out, these keys in this order, a path that needs no quotes. */
const shape =
	/^outs:\n- md5: ([0-9a-f]{32}(?:\.dir)?)\n {2}size: (\d{1,15})\n(?: {2}nfiles: (\d{1,15})\n)? {2}hash: md5\n {2}path: ([\w.][\w./-]*)\n$/;
/** What YAML does not take for text. */
const noText = /^(?:null|Null|NULL)$/;

/**
 * Reads the commonest form of a `.dvc` file by its shape, ten times faster than by its grammar and with the same result;
 * undefined for every other text. A project has thousands of these and is read whole.
 */
export function readPlainDvcFile(text: string): DvcFile | undefined {
	const match = shape.exec(text);
	const [, hash = '', size = '', files, path = ''] = match ?? [];
	if (match === null || noText.test(path)) return undefined;
	const out = {
		path,
		line: 2,
		field: 'outs[0]',
		object: { algorithm: 'md5', hash },
		hashAlgorithm: 'md5',
		isFolder: hash.endsWith('.dir'),
		isExecutable: false,
		size: Number(size),
		fileCount: files === undefined ? undefined : Number(files),
		cached: true,
		push: true,
		remote: undefined,
		persist: false,
		description: undefined,
		declaredType: undefined,
		labels: [],
		entries: undefined,
		cloud: undefined,
	} as const;
	return { outs: [out], deps: [], wdir: undefined, frozen: false, md5: undefined, description: undefined };
}
