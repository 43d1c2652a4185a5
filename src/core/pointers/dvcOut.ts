import { TidemarkError } from '../errors.ts';
import type { ArtifactKind, CloudLocation, HashAlgorithm, ManifestEntry, ObjectId } from '../model.ts';
import type { Fields } from './fields.ts';
import { checkObjectId, checkRelativePath } from './paths.ts';

/** One out of a `.dvc` file or of a stage in `dvc.lock`. */
export interface DvcOut {
	/** As written: relative to the pointer's folder and its `wdir`. */
	readonly path: string;
	/** 1-based line of the out in its file. */
	readonly line: number;
	/** Where the out is in its file, `outs[0]`. */
	readonly field: string;
	/** Undefined where the pointer names no hash. */
	readonly object: ObjectId | undefined;
	readonly hashAlgorithm: HashAlgorithm;
	readonly isFolder: boolean;
	readonly isExecutable: boolean;
	readonly size: number | undefined;
	readonly fileCount: number | undefined;
	/** `cache: false` makes it false. */
	readonly cached: boolean;
	/** `push: false` makes it false. */
	readonly push: boolean;
	readonly remote: string | undefined;
	readonly persist: boolean;
	readonly description: string | undefined;
	/** `type:` as written. */
	readonly declaredType: string | undefined;
	readonly labels: readonly string[];
	/** Files of a cloud-versioned folder. */
	readonly entries: readonly ManifestEntry[] | undefined;
	/** Places of a cloud-versioned file, by remote name. */
	readonly cloud: ReadonlyMap<string, CloudLocation> | undefined;
}

/** Reads one out. Throws `malformed`, `unsafe` or `unsupported` with the field. */
export function readOut(fields: Fields): DvcOut {
	const path = fields.text('path');
	if (path === undefined || path === '') throw fields.fail('path', 'The path is missing.');
	const hashAlgorithm = readHashAlgorithm(fields);
	const object = readObject(fields, hashAlgorithm);
	const entries = readEntries(fields, hashAlgorithm);
	return {
		path,
		line: fields.map.line,
		field: fields.place,
		object,
		hashAlgorithm,
		isFolder:
			entries !== undefined || (object?.hash.endsWith('.dir') ?? fields.count('nfiles') !== undefined),
		isExecutable: fields.flag('isexec', false),
		size: fields.count('size') ?? totalSize(entries),
		fileCount: fields.count('nfiles') ?? entries?.length,
		cached: fields.flag('cache', true),
		push: fields.flag('push', true),
		remote: fields.text('remote'),
		persist: fields.flag('persist', false),
		description: fields.text('desc'),
		declaredType: fields.text('type'),
		labels: fields.items('labels').flatMap((node) => (node.type === 'scalar' ? [node.text] : [])),
		entries,
		cloud: readCloud(fields),
	};
}

/** `hash:` absent means the md5 of DVC 2, which normalises line ends of text. */
export function readHashAlgorithm(fields: Fields): HashAlgorithm {
	const name = fields.text('hash');
	if (name === undefined) return 'md5-dos2unix';
	if (name === 'md5' || name === 'md5-dos2unix') return name;
	throw new TidemarkError('unsupported', `Hash "${name}" is not known.`, {
		file: fields.file,
		line: fields.map.entries.get('hash')?.line,
		field: fields.name('hash'),
		kept: 'The pointer is shown, not used.',
		next: 'Update Tidemark, or use the DVC that wrote it.',
	});
}

/** The id under `md5`, or its alias `md5-dos2unix`; undefined when there is none. */
export function readObject(fields: Fields, algorithm: HashAlgorithm): ObjectId | undefined {
	const key = fields.text('md5') === undefined ? 'md5-dos2unix' : 'md5';
	const hash = fields.text(key);
	if (hash === undefined) return undefined;
	const place = { line: fields.map.entries.get(key)?.line };
	return checkObjectId(algorithm, hash, fields.file, fields.name(key), place);
}

/** Files of a cloud-versioned folder, which DVC lists in the pointer itself. */
function readEntries(fields: Fields, algorithm: HashAlgorithm): readonly ManifestEntry[] | undefined {
	if (!fields.map.entries.has('files')) return undefined;
	const seen = new Set<string>();
	return fields.children('files').map((entry) => {
		const path = entry.text('relpath');
		if (path === undefined) throw entry.fail('relpath', 'The path is missing.');
		const line = entry.map.entries.get('relpath')?.line;
		checkRelativePath(path, entry.file, entry.name('relpath'), { line });
		if (seen.has(path)) throw entry.fail('relpath', `"${path}" is listed twice.`);
		seen.add(path);
		const object = readObject(entry, algorithm);
		return { path, object, size: entry.count('size'), cloud: readCloud(entry) };
	});
}

function totalSize(entries: readonly ManifestEntry[] | undefined): number | undefined {
	return entries?.reduce<number | undefined>(
		(sum, { size }) => (sum === undefined || size === undefined ? undefined : sum + size),
		0,
	);
}

function readCloud(fields: Fields): ReadonlyMap<string, CloudLocation> | undefined {
	const cloud = fields.child('cloud');
	if (cloud === undefined) return undefined;
	const places = [...cloud.map.entries.keys()].map((remote): [string, CloudLocation] => {
		const place = cloud.child(remote);
		return [remote, { etag: place?.text('etag'), versionId: place?.text('version_id') }];
	});
	return new Map(places);
}

const kinds: ReadonlyMap<string, ArtifactKind> = new Map<string, ArtifactKind>([
	['dataset', 'dataset'],
	['data', 'dataset'],
	['model', 'model'],
	['labels', 'labels'],
	['metrics', 'metrics'],
	['params', 'params'],
	['plots', 'plots'],
]);

/** The kind a pointer declares with `type:`; `other` when it declares none we know. */
export function kindOfType(type: string | undefined): ArtifactKind {
	return kinds.get(type?.toLowerCase() ?? '') ?? 'other';
}
