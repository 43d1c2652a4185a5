import { join } from 'node:path';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { Artifact, HashAlgorithm, ObjectId } from '../../core/model.ts';
import { parseLfsPointer } from '../../core/pointers/lfsPointer.ts';
import { joinPath } from '../../core/pointers/paths.ts';
import type { HashMemory } from '../cache/hashMemory.ts';
import { contentAlgorithm } from '../cache/objectDigest.ts';
import { type ObjectStores, storeOf } from '../cache/objectStores.ts';
import * as disk from '../files/disk.ts';
import { resolveInside } from '../files/safePath.ts';
import type { HashPool } from '../workers/hashPool.ts';
import type { ContentAlgorithm } from '../workers/hashTypes.ts';
import type { DesiredFile, DesiredState, Failure } from './checkoutPlan.ts';
import { IgnoreRules } from './walkContent.ts';

/** What looking at the work tree needs. */
export interface CheckoutContext {
	/** Absolute path of the git work tree. */
	readonly root: string;
	readonly stores: ObjectStores;
	readonly hashes: HashPool;
	readonly memory?: HashMemory | undefined;
}

/** Something that is in the work tree where an artifact is, or is to be. */
export interface PresentFile {
	/** Relative to the repository. */
	readonly path: string;
	readonly absolute: string;
	/** A link is not followed. */
	readonly stat: disk.FileStat;
	readonly artifact: Artifact;
	/** Its content's id in the artifact's system; undefined for what is no regular file. */
	readonly object: ObjectId | undefined;
	/** Whether its bytes are kept elsewhere: in the store, verified, or in git. */
	readonly isSaved: boolean;
}

/** What is in the work tree now. */
export interface PresentState {
	readonly files: ReadonlyMap<string, PresentFile>;
	/** Places that cannot be written safely. */
	readonly failed: readonly Failure[];
}

interface Found {
	readonly path: string;
	readonly absolute: string;
	readonly stat: disk.FileStat;
	readonly artifact: Artifact;
}

/** Looks at every place a checkout may change and finds out, by hash, which content is saved. */
export async function presentState(
	context: CheckoutContext,
	wanted: DesiredState,
	signal?: AbortSignal,
): Promise<PresentState> {
	const found = new Map<string, Found>();
	const failed: Failure[] = [];
	for (const artifact of wanted.folders)
		for (const each of await below(context, artifact, signal)) found.set(each.path, each);
	for (const file of wanted.files.values()) {
		throwIfCancelled(signal);
		if (found.has(file.path)) continue;
		try {
			for (const each of await at(context, file, found, signal)) found.set(each.path, each);
		} catch (error) {
			if (!TidemarkError.is(error, 'unsafe')) throw error;
			failed.push({ path: file.path, reason: error.describe() });
		}
	}
	return { files: await judge(context, [...found.values()], signal), failed };
}

/** What is at a file's place: nothing, a file, or everything in a folder. */
async function at(
	context: CheckoutContext,
	file: DesiredFile,
	known: ReadonlyMap<string, Found>,
	signal: AbortSignal | undefined,
): Promise<readonly Found[]> {
	// A file where a folder is to be is among the known ones and goes first.
	if (hasKnownParent(file.path, known)) return [];
	const absolute = await resolveInside(context.root, file.path);
	const stat = await disk.lstatIfThere(absolute);
	if (stat === undefined) return [];
	if (stat.type === 'folder') return walk(context, file.path, file.artifact, signal);
	return [{ path: file.path, absolute, stat, artifact: file.artifact }];
}

function hasKnownParent(path: string, known: ReadonlyMap<string, Found>): boolean {
	for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) {
		if (known.has(path.slice(0, slash))) return true;
	}
	return false;
}

async function below(
	context: CheckoutContext,
	artifact: Artifact,
	signal: AbortSignal | undefined,
): Promise<readonly Found[]> {
	const absolute = await resolveInside(context.root, artifact.path).catch(() => undefined);
	const stat = absolute === undefined ? undefined : await disk.lstatIfThere(absolute);
	if (absolute === undefined || stat === undefined) return [];
	if (stat.type === 'folder') return walk(context, artifact.path, artifact, signal);
	return [{ path: artifact.path, absolute, stat, artifact }];
}

/** Everything below a folder that `.dvcignore` does not leave out; links are not followed. */
async function walk(
	context: CheckoutContext,
	folder: string,
	artifact: Artifact,
	signal: AbortSignal | undefined,
): Promise<readonly Found[]> {
	const rules = new IgnoreRules(join(context.root, artifact.projectRoot));
	const inProject = (path: string): string =>
		artifact.projectRoot === '' ? path : path.slice(artifact.projectRoot.length + 1);
	const found: Found[] = [];
	const open = [folder];
	for (let current = open.pop(); current !== undefined; current = open.pop()) {
		throwIfCancelled(signal);
		await rules.load(inProject(current));
		for (const { name, type } of await disk.readdir(join(context.root, current))) {
			const path = joinPath(current, name);
			if (rules.ignoresEntry(inProject(path), type === 'folder')) continue;
			if (type === 'folder') open.push(path);
			else found.push(await look(context, path, artifact));
		}
	}
	return found;
}

async function look(context: CheckoutContext, path: string, artifact: Artifact): Promise<Found> {
	const absolute = join(context.root, path);
	return { path, absolute, stat: await disk.lstat(absolute), artifact };
}

async function judge(
	context: CheckoutContext,
	found: readonly Found[],
	signal: AbortSignal | undefined,
): Promise<Map<string, PresentFile>> {
	const judged = new Map<string, PresentFile>();
	for (const algorithm of ['md5', 'md5-dos2unix', 'sha256'] as const) {
		const files = found.filter(
			(each) => each.stat.type === 'file' && algorithmOf(each.artifact) === algorithm,
		);
		const hashes = await hashesOf(context, files, algorithm, signal);
		for (const [index, each] of files.entries()) {
			const object = { algorithm, hash: hashes[index] ?? '' };
			judged.set(each.path, { ...each, object, isSaved: await isSaved(context, each, object, signal) });
		}
	}
	for (const each of found) {
		if (each.stat.type === 'file') continue;
		judged.set(each.path, { ...each, object: undefined, isSaved: await isCacheLink(context, each) });
	}
	return judged;
}

function algorithmOf(artifact: Artifact): HashAlgorithm {
	if (artifact.system === 'lfs') return 'sha256';
	return artifact.object?.algorithm === 'md5-dos2unix' ? 'md5-dos2unix' : 'md5';
}

async function hashesOf(
	context: CheckoutContext,
	files: readonly Found[],
	algorithm: ContentAlgorithm,
	signal: AbortSignal | undefined,
): Promise<readonly string[]> {
	const recalled =
		context.memory?.recall(
			files.map(({ absolute, stat }) => ({ path: absolute, stat })),
			algorithm,
		) ?? [];
	const unknown = [...files.keys()].filter((index) => recalled[index] === undefined);
	const jobs = unknown.flatMap((index) => {
		const file = files[index];
		return file === undefined ? [] : [{ path: file.absolute, algorithm, size: file.stat.size }];
	});
	const outcomes = await context.hashes.hash(jobs, { signal });
	const hashes = files.map((_, index) => recalled[index] ?? '');
	const fresh: { path: string; stat: disk.FileStat; hash: string }[] = [];
	for (const [order, outcome] of outcomes.entries()) {
		if ('error' in outcome) throw outcome.error;
		hashes[unknown[order] ?? -1] = outcome.hash;
		fresh.push({ path: jobs[order]?.path ?? '', stat: outcome.stat, hash: outcome.hash });
	}
	context.memory?.remember(fresh, algorithm);
	return hashes;
}

async function isSaved(
	context: CheckoutContext,
	file: Found,
	object: ObjectId,
	signal: AbortSignal | undefined,
): Promise<boolean> {
	const kept = await storeOf(context.stores, file.artifact).verified(object, signal);
	if (kept !== undefined && !(await isSameFile(kept, file))) return true;
	if (file.artifact.system === 'lfs') return isPointer(file);
	if (object.algorithm !== 'md5-dos2unix') return false;
	// Content that DVC 2 tracked may since have been stored under its plain md5.
	const { hash } = await context.hashes.hashOne({ path: file.absolute, algorithm: 'md5' }, signal);
	const plain = { algorithm: 'md5', hash } as const;
	const keptPlain = await storeOf(context.stores, file.artifact).verified(plain, signal);
	return keptPlain !== undefined && !(await isSameFile(keptPlain, file));
}

/** Whether an object is, by links on its way, the very file it should be a copy of; a hard link is a second name. */
async function isSameFile(object: string, file: Found): Promise<boolean> {
	if ((await disk.stat(object)).inode !== file.stat.inode) return false;
	return (await disk.realpath(object)) === (await disk.realpath(file.absolute));
}

/** A pointer in place of its content is git's own text. */
async function isPointer(file: Found): Promise<boolean> {
	if (file.stat.size >= 1024) return false;
	return parseLfsPointer(await disk.read(file.absolute)) !== undefined;
}

/** With `cache.type = symlink` DVC puts links to its objects in place; such a link holds nothing of its own. */
async function isCacheLink(context: CheckoutContext, file: Found): Promise<boolean> {
	if (file.stat.type !== 'link' || file.artifact.system !== 'dvc') return false;
	const target = await disk.readlink(file.absolute);
	return target.startsWith(`${context.stores.dvc(file.artifact.projectRoot).folder}/`);
}

/** The algorithm a desired object is compared by. */
export function isSameContent(present: PresentFile | undefined, object: ObjectId): boolean {
	return (
		present?.object?.hash === object.hash && contentAlgorithm(present.object) === contentAlgorithm(object)
	);
}
