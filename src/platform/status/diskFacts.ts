import { join } from 'node:path';
import { describeError, throwIfCancelled } from '../../core/errors.ts';
import type { Artifact, HashAlgorithm } from '../../core/model.ts';
import { lfsPointerLimit, parseLfsPointer } from '../../core/pointers/lfsPointer.ts';
import type { DiskContent, DiskContents } from '../../core/status/diskContent.ts';
import type { EntryContent } from '../../core/status/trackedTree.ts';
import * as disk from '../files/disk.ts';
import type { ContentAlgorithm } from '../workers/hashTypes.ts';
import { folderId, type NamedContent } from './folderId.ts';
import { type FileToHash, type HashServices, hashFiles } from './hashFiles.ts';
import { ProjectIgnore } from './projectIgnore.ts';
import { Slices } from './slices.ts';
import { type WalkedFile, walkFolder } from './walkFolder.ts';

/** What looking at the work tree takes. */
export interface DiskLook extends HashServices {
	/** Absolute root of the work tree. */
	readonly root: string;
	/** Hashes also what certainly differs, where its id is wanted. */
	readonly exact?: boolean | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** One artifact's place, looked at but not hashed: what is certain, or the files to be hashed. */
type Look =
	| { readonly artifact: Artifact; readonly certain: DiskContent }
	| { readonly artifact: Artifact; readonly file: FileToHash }
	| { readonly artifact: Artifact; readonly walked: readonly WalkedFile[]; readonly files: FileToHash[] };

/**
 * What lies in each artifact's place. Only these places are looked at, never the whole work tree; a file is hashed
 * when its size fits and its hash is not remembered.
 */
export async function diskContents(artifacts: readonly Artifact[], look: DiskLook): Promise<DiskContents> {
	const looks = await lookAtAll(artifacts, look);
	const files = looks.flatMap((one) => ('file' in one ? [one.file] : 'files' in one ? one.files : []));
	const hashed = await hashFiles(files, look, look.signal);
	const contents = new Map<string, DiskContent>();
	for (const one of looks) contents.set(one.artifact.path, settle(one, hashed));
	return contents;
}

async function lookAtAll(artifacts: readonly Artifact[], look: DiskLook): Promise<Look[]> {
	const ignores = new Map<string, ProjectIgnore>();
	const slices = new Slices();
	const looks: Look[] = [];
	for (const artifact of artifacts) {
		looks.push(lookAt(artifact, look) ?? (await lookIntoFolder(artifact, look, ignores)));
		await slices.next();
		throwIfCancelled(look.signal);
	}
	return looks;
}

/** Undefined for a folder. */
function lookAt(artifact: Artifact, look: DiskLook): Look | undefined {
	const path = join(look.root, artifact.path);
	try {
		const stat = disk.statIfThereSync(path);
		if (stat === undefined) return { artifact, certain: { type: 'absent' } };
		if (stat.type === 'folder') return undefined;
		return lookAtFile(artifact, { path, stat, algorithm: algorithmOf(artifact) }, look.exact === true);
	} catch (error) {
		return { artifact, certain: unread(error) };
	}
}

function lookAtFile(artifact: Artifact, file: FileToHash, exact: boolean): Look {
	if (artifact.system === 'git') return { artifact, certain: { type: 'file', content: artifact.object } };
	if (file.stat.type !== 'file') return { artifact, certain: { type: 'file', content: 'differs' } };
	const pointer = artifact.system === 'lfs' ? lookForPointer(artifact, file) : undefined;
	if (pointer !== undefined) return { artifact, certain: pointer };
	const declared = artifact.object === undefined ? undefined : artifact.size;
	if (exact || artifact.isFolder || declared === undefined || declared === file.stat.size)
		return { artifact, file };
	return { artifact, certain: { type: 'file', content: 'differs' } };
}

/** A work file that is still a pointer stands for no content; a pointer to something else is a change. */
function lookForPointer(artifact: Artifact, { path, stat }: FileToHash): DiskContent | undefined {
	if (stat.size >= lfsPointerLimit) return undefined;
	const pointer = parseLfsPointer(disk.readIfThereSync(path) ?? new Uint8Array());
	if (pointer === undefined) return undefined;
	return pointer.oid === artifact.object?.hash ? { type: 'pointer' } : { type: 'file', content: 'differs' };
}

async function lookIntoFolder(
	artifact: Artifact,
	look: DiskLook,
	ignores: Map<string, ProjectIgnore>,
): Promise<Look> {
	if (artifact.system !== 'dvc') {
		return { artifact, certain: { type: 'folder', content: 'differs', files: new Map() } };
	}
	const { projectRoot, path } = artifact;
	const ignore = ignores.get(projectRoot) ?? new ProjectIgnore(join(look.root, projectRoot));
	ignores.set(projectRoot, ignore);
	const inProject = projectRoot === '' ? path : path.slice(projectRoot.length + 1);
	try {
		const walked = await walkFolder(ignore, inProject, look.signal);
		const algorithm = algorithmOf(artifact);
		const absolute = join(look.root, path);
		const files = walked.map((file) => ({ path: join(absolute, file.path), stat: file.stat, algorithm }));
		return { artifact, walked, files };
	} catch (error) {
		throwIfCancelled(look.signal);
		return {
			artifact,
			certain: { type: 'folder', content: 'unknown', files: new Map(), reason: describeError(error) },
		};
	}
}

function algorithmOf(artifact: Artifact): ContentAlgorithm {
	const named: HashAlgorithm | undefined = artifact.object?.algorithm;
	if (named === 'md5-dos2unix' || named === 'sha256') return named;
	return artifact.system === 'lfs' ? 'sha256' : 'md5';
}

function unread(error: unknown): DiskContent {
	return { type: 'file', content: 'unknown', reason: describeError(error) };
}

type Hashed = ReadonlyMap<string, { readonly content: EntryContent; readonly reason?: string | undefined }>;

function settle(look: Look, hashed: Hashed): DiskContent {
	if ('certain' in look) return look.certain;
	if ('file' in look) {
		const found = hashed.get(look.file.path);
		// A file that went away between two looks is as good as never there.
		return found === undefined ? { type: 'absent' } : { type: 'file', ...found };
	}
	return settleFolder(look.walked, look.files, hashed);
}

function settleFolder(
	walked: readonly WalkedFile[],
	files: readonly FileToHash[],
	hashed: Hashed,
): DiskContent {
	const contents = new Map<string, EntryContent>();
	const named: NamedContent[] = [];
	let reason: string | undefined;
	for (const [at, { path }] of walked.entries()) {
		const found = hashed.get(files[at]?.path ?? '');
		if (found === undefined) continue;
		contents.set(path, found.content);
		reason ??= found.reason;
		if (typeof found.content === 'object') named.push({ path, object: found.content });
	}
	const complete = named.length === contents.size;
	const content = complete ? folderId(named, files[0]?.algorithm ?? 'md5') : 'unknown';
	return { type: 'folder', content, files: contents, reason };
}
