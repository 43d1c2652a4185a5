import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { Artifact } from '../../core/model.ts';
import type { OutContent, VersionedEntry } from '../../core/pointers/dvcFileEdit.ts';
import { sweepTemps } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import type { RunOptions, TrackPlan, TrackResult } from '../project/project.ts';
import { projectFolder, type WorkspaceContext } from './context.ts';
import { changePart, type FolderContent, storeManifest } from './folderContent.ts';
import { initialise, isInitialised } from './initialise.ts';
import { withProjectLock } from './lock.ts';
import { type DvcAlgorithm, type StoredFile, storeContent } from './storeContent.ts';
import { checkTargets, filesNow, type TrackTarget } from './trackTarget.ts';
import { writePointer } from './writePointer.ts';

/** What {@link track} would do; throws what it would throw before writing anything. */
export async function planTrack(
	context: WorkspaceContext,
	paths: readonly string[],
	options: RunOptions = {},
): Promise<TrackPlan> {
	const targets = await checkTargets(context, paths, options.signal);
	return {
		paths: targets.map(({ path, isFolder, files }) => ({
			path,
			isFolder,
			files: files.length,
			bytes: files.reduce((sum, { stat }) => sum + stat.size, 0),
		})),
		initialises: !(await isInitialised(context)),
	};
}

/**
 * Puts files and folders under versioning, writing what `dvc add` writes, byte for byte: objects (mode 0444) and
 * manifest in the cache, then the `.gitignore` line, then the pointer; with `core.autostage` both are added to git.
 * Content in the work tree is only read. Tracked paths are brought up to date, paths inside a tracked folder change
 * it there only. Everything is stored before the first pointer is written; killed at any moment, a repeat completes.
 * Throws what {@link checkTargets} throws, `locked`, `refused` for a file that changes meanwhile, `cancelled`, `io`.
 */
export async function track(
	context: WorkspaceContext,
	paths: readonly string[],
	options: RunOptions = {},
): Promise<readonly TrackResult[]> {
	const targets = await checkTargets(context, paths, options.signal);
	const made = (await isInitialised(context)) ? [] : await initialise(context);
	return withProjectLock(projectFolder(context), absolutePaths(context, targets), options, async () => {
		await refuseFullDisk(context, targets);
		await sweepTemps(context.cache.folder);
		const contents = await storeTargets(context, targets, options);
		const results: TrackResult[] = [];
		for (const target of targets) {
			throwIfCancelled(options.signal);
			const written = results.length === 0 ? made : [];
			results.push(await point(context, target, contents.get(target), written));
		}
		if (context.autostage) await context.stage([...new Set(results.flatMap(({ written }) => written))]);
		return results;
	});
}

function absolutePaths(context: WorkspaceContext, targets: readonly TrackTarget[]): string[] {
	return targets.map(({ artifact, path }) => `${context.root}/${artifact?.path ?? path}`);
}

async function refuseFullDisk(context: WorkspaceContext, targets: readonly TrackTarget[]): Promise<void> {
	const fresh = targets.filter((target) => target.artifact === undefined);
	const needed = fresh.flatMap(({ files }) => files).reduce((sum, { stat }) => sum + stat.size, 0);
	await disk.mkdirs(context.cache.folder);
	const free = await disk.freeSpace(context.cache.folder);
	if (needed <= free) return;
	throw new TidemarkError('io', `The cache needs ${needed} bytes, the disk has ${free} left.`, {
		file: context.cache.folder,
		kept: 'Nothing was changed.',
		next: 'Make room, or set cache.dir to another disk.',
	});
}

interface TargetContent {
	readonly algorithm: DvcAlgorithm;
	readonly stored: readonly StoredFile[];
}

async function storeTargets(
	context: WorkspaceContext,
	targets: readonly TrackTarget[],
	options: RunOptions,
): Promise<Map<TrackTarget, TargetContent>> {
	const tell = progressTeller(targets, options);
	const contents = new Map<TrackTarget, TargetContent>();
	for (const target of targets) contents.set(target, await storeTarget(context, target, options, tell));
	return contents;
}

function progressTeller(targets: readonly TrackTarget[], options: RunOptions): (file: StoredFile) => void {
	const all = targets.flatMap(({ files }) => files);
	const bytesTotal = all.reduce((sum, { stat }) => sum + stat.size, 0);
	let objectsDone = 0;
	let bytesDone = 0;
	return ({ path, size }) => {
		objectsDone += 1;
		bytesDone += size;
		options.onProgress?.({ objectsDone, objectsTotal: all.length, bytesDone, bytesTotal, current: path });
	};
}

/** Stores a target's files; looks again whether the folder still holds the same ones, once. */
async function storeTarget(
	context: WorkspaceContext,
	target: TrackTarget,
	options: RunOptions,
	onFile: (file: StoredFile) => void,
): Promise<TargetContent> {
	let { files } = target;
	for (let attempt = 0; attempt < 2; attempt++) {
		const algorithm = await algorithmFor(context, target, options);
		const stored = await storeContent(context, files, {
			algorithm,
			store: target.artifact?.cached ?? true,
			hashFirst: target.artifact !== undefined,
			signal: options.signal,
			onFile,
		});
		const now = await filesNow(context, target, options.signal);
		if (samePaths(files, now)) return { algorithm, stored };
		files = now;
	}
	throw new TidemarkError('refused', `Files come and go in "${target.path}".`, {
		file: target.path,
		kept: 'No pointer was changed.',
		next: 'Try again when no program writes there.',
	});
}

function samePaths(
	a: readonly { readonly path: string }[],
	b: readonly { readonly path: string }[],
): boolean {
	const paths = new Set(a.map(({ path }) => path));
	return paths.size === b.length && b.every(({ path }) => paths.has(path));
}

/** DVC moves content of version 2 to the plain md5 when it is added again, but leaves it alone while unchanged. */
async function algorithmFor(
	context: WorkspaceContext,
	target: TrackTarget,
	options: RunOptions,
): Promise<DvcAlgorithm> {
	const { artifact } = target;
	if (artifact?.object?.algorithm !== 'md5-dos2unix' || target.isPart) return 'md5';
	const legacy = {
		algorithm: 'md5-dos2unix',
		store: false,
		hashFirst: true,
		signal: options.signal,
	} as const;
	const stored = await storeContent(context, target.files, legacy);
	const object = target.isFolder
		? await storeManifest(context.cache, stored, 'md5-dos2unix', false)
		: stored[0]?.object;
	return object?.hash === artifact.object.hash ? 'md5-dos2unix' : 'md5';
}

async function point(
	context: WorkspaceContext,
	target: TrackTarget,
	content: TargetContent | undefined,
	made: readonly string[],
): Promise<TrackResult> {
	const { algorithm, stored } = content ?? { algorithm: 'md5', stored: [] };
	const artifact = target.isPart ? await artifactNow(context, target) : undefined;
	const total = stored.reduce((sum, { size }) => sum + size, 0);
	const out =
		artifact === undefined
			? await wholeContent(context, target, algorithm, stored, total)
			: (await partContent(context, target, artifact, stored)).content;
	const path = artifact?.path ?? target.path;
	const ignore = target.artifact?.cached ?? true;
	const unchanged = algorithm === 'md5-dos2unix';
	const { pointerFile } = target;
	const written = unchanged ? [] : await writePointer(context, { path, pointerFile, content: out, ignore });
	return {
		path: target.path,
		pointerFile,
		written: [...made, ...written],
		object: out.md5,
		size: out.size ?? total,
		fileCount: out.fileCount,
	};
}

function partContent(
	context: WorkspaceContext,
	target: TrackTarget,
	artifact: Artifact,
	stored: readonly StoredFile[],
): Promise<FolderContent> {
	const inside = target.path.slice(artifact.path.length + 1);
	return changePart(context.cache, artifact, inside, stored, target.isFolder);
}

/** The folder as its pointer says now: another target of the same run may have changed it. */
async function artifactNow(context: WorkspaceContext, target: TrackTarget): Promise<Artifact> {
	const { artifacts } = await context.snapshot();
	const found = artifacts.find(({ path, system }) => system === 'dvc' && path === target.artifact?.path);
	if (found !== undefined) return found;
	throw new TidemarkError('refused', `"${target.path}" is not in a tracked folder any more.`, {
		file: target.pointerFile,
		kept: 'The pointer was left as it is.',
	});
}

async function wholeContent(
	context: WorkspaceContext,
	target: TrackTarget,
	algorithm: DvcAlgorithm,
	stored: readonly StoredFile[],
	total: number,
): Promise<OutContent> {
	if (target.isFolder) {
		const store = target.artifact?.cached ?? true;
		const { hash } = await storeManifest(context.cache, stored, algorithm, store);
		const entries = versionedEntries(target, stored);
		return { md5: hash, size: total, fileCount: stored.length, isExecutable: false, entries };
	}
	const [file] = stored;
	const [source] = target.files;
	const isExecutable = ((source?.stat.mode ?? 0) & 0o111) !== 0;
	return { md5: file?.object.hash ?? '', size: total, fileCount: undefined, isExecutable };
}

/** For a folder on a cloud-versioned remote: files whose content is unchanged keep where the remote has them. */
function versionedEntries(
	target: TrackTarget,
	stored: readonly StoredFile[],
): readonly VersionedEntry[] | undefined {
	const before = target.artifact?.entries;
	if (before === undefined) return undefined;
	const known = new Map(before.map((entry) => [entry.path, entry]));
	const modes = new Map(target.files.map(({ path, stat }) => [path, stat.mode]));
	return stored.map(({ path, object, size }) => {
		const old = known.get(path);
		const cloud = old?.object?.hash === object.hash ? old.cloud : undefined;
		return { path, md5: object.hash, size, isExecutable: ((modes.get(path) ?? 0) & 0o111) !== 0, cloud };
	});
}
