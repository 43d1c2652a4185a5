import type { Artifact, ArtifactKind } from '../model.ts';
import type { RoleFile } from './fileRoles.ts';
import { classifyByName } from './kind.ts';

/** Files larger than this are not opened to be told apart; their name has to do. Bytes. */
export const sniffLimit = 256 * 1024;

const values: ReadonlyMap<string, ArtifactKind> = new Map<string, ArtifactKind>([
	['metrics.json', 'metrics'],
	['performance.json', 'metrics'],
	['params.json', 'params'],
	['params.yaml', 'params'],
]);
const labelName = /\.(json|jsonl|ndjson)$/;

/**
 * What a file in plain git may be by its path: metrics and params by their whole name, label files by a hint in name
 * or folder. Undefined for all others, and for hidden folders (`.github/labels.json` labels no data).
 */
export function plainKind(path: string): 'metrics' | 'params' | 'labels' | undefined {
	if (/(^|\/)\./.test(path)) return undefined;
	const name = path.slice(path.lastIndexOf('/') + 1);
	const kind = values.get(name);
	if (kind === 'metrics' || kind === 'params') return kind;
	return labelName.test(name) && classifyByName({ path, isFolder: false }).kind === 'labels'
		? 'labels'
		: undefined;
}

/** Format of a small label file by its content; undefined when it holds no records. */
export function sniffLabels(content: Uint8Array): 'COCO' | 'JSON' | 'JSON Lines' | undefined {
	const text = new TextDecoder().decode(content).trim();
	const value = parsed(text);
	if (value === undefined) return isObject(parsed(text.split('\n', 1)[0] ?? '')) ? 'JSON Lines' : undefined;
	if (Array.isArray(value)) return value.length > 0 && value.every(isObject) ? 'JSON' : undefined;
	if (!isObject(value)) return undefined;
	const keys = new Set(Object.keys(value));
	if (keys.has('annotations') && (keys.has('images') || keys.has('categories'))) return 'COCO';
	return keys.size > 0 ? 'JSON' : undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** What is known of a file in plain git. */
export interface PlainFile {
	readonly path: string;
	/** `id` is its git blob id, '' where that is not known. */
	readonly file: Pick<RoleFile, 'id' | 'executable'>;
	readonly kind: ArtifactKind;
	readonly size: number | undefined;
	readonly format: string | undefined;
}

/** A metrics, params or label file that is in git itself. */
export function plainArtifact({ path, file, kind, size, format }: PlainFile): Artifact {
	return {
		path,
		system: 'git',
		pointerFile: path,
		object: file.id === '' ? undefined : { algorithm: 'gitBlob', hash: file.id },
		isFolder: false,
		isExecutable: file.executable,
		size,
		fileCount: undefined,
		kind,
		format: format ?? classifyByName({ path, isFolder: false }).format,
		push: false,
		cached: false,
		projectRoot: '',
	};
}
