import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, Snapshot } from '../../core/model.ts';
import { parseDvcFile } from '../../core/pointers/dvcFile.ts';
import { joinPath, nameOf, relativePathFault, reservedPart, shorten } from '../../core/pointers/paths.ts';
import { smallFileLimit } from '../../core/pointers/source.ts';
import * as disk from '../files/disk.ts';
import { resolveInside } from '../files/safePath.ts';
import { projectFolder, type WorkspaceContext } from './context.ts';
import { type ContentFile, IgnoreRules, walkContent } from './walkContent.ts';

/** One path that is to be tracked, checked. */
export interface TrackTarget {
	/** Relative to the repository. */
	readonly path: string;
	readonly isFolder: boolean;
	/** What tracks the path, or the folder it is in, already. */
	readonly artifact: Artifact | undefined;
	/** Whether the path is inside that artifact, which then only changes there. */
	readonly isPart: boolean;
	readonly pointerFile: string;
	/** Empty for a part that was removed from the work tree. */
	readonly files: readonly ContentFile[];
}

/**
 * Checks every path as `dvc add` would, and some more, before anything is written. Throws `notFound`, `unsafe` or
 * `refused` for the first path that cannot be tracked, saying why.
 */
export async function checkTargets(
	context: WorkspaceContext,
	paths: readonly string[],
	signal?: AbortSignal,
): Promise<readonly TrackTarget[]> {
	const snapshot = await context.snapshot();
	const rules = new IgnoreRules(projectFolder(context));
	const wanted = [...new Set(paths.map((path) => path.replace(/\/+$/, '')))];
	for (const path of wanted) refuseOverlap(path, wanted);
	const targets: TrackTarget[] = [];
	for (const path of wanted) targets.push(await checkTarget(context, path, snapshot, rules, signal));
	return targets;
}

function refused(path: string, what: string, next?: string): TidemarkError {
	return new TidemarkError('refused', what, { file: shorten(path), kept: 'Nothing was changed.', next });
}

function refuseOverlap(path: string, all: readonly string[]): void {
	const inside = all.find((other) => other.startsWith(`${path}/`));
	if (inside === undefined) return;
	throw refused(path, `"${shorten(inside)}" lies inside "${shorten(path)}".`, 'Track one of the two.');
}

async function checkTarget(
	context: WorkspaceContext,
	path: string,
	snapshot: Snapshot,
	rules: IgnoreRules,
	signal: AbortSignal | undefined,
): Promise<TrackTarget> {
	refuseName(context, path);
	const absolute = await resolveInside(context.root, path);
	const artifact = findArtifact(snapshot, path);
	const isPart = artifact !== undefined && artifact.path !== path;
	const found = await disk.lstatIfThere(absolute);
	const stat = found?.type === 'link' ? await linkedFile(path, absolute) : found;
	if (stat === undefined && !isPart) throw missing(path);
	if (stat?.type === 'other') throw refused(path, 'Not a file or folder.');
	const isFolder = stat?.type === 'folder';
	const place = projectPath(context, path);
	if (await rules.ignores(place, isFolder))
		throw refused(path, 'A .dvcignore rule leaves it out.', 'Change the rule.');
	await refuseTracked(context, artifact?.path ?? path, snapshot);
	const pointerFile = artifact?.pointerFile ?? `${path}.dvc`;
	await refusePointer(context, pointerFile, artifact, snapshot);
	const files = stat === undefined ? [] : await contentOf(absolute, place, stat, rules, signal);
	return { path, isFolder, artifact, isPart, pointerFile, files };
}

function missing(path: string): TidemarkError {
	return new TidemarkError('notFound', `There is no "${shorten(path)}".`, { kept: 'Nothing was changed.' });
}

function refuseName(context: WorkspaceContext, path: string): void {
	const reserved = reservedPart(path);
	const fault =
		relativePathFault(path) ?? (reserved === undefined ? undefined : `"${reserved}" is another tool's`);
	if (fault !== undefined) {
		throw new TidemarkError('unsafe', `"${shorten(path)}" cannot be tracked: ${fault}.`, {
			kept: 'Nothing was changed.',
		});
	}
	const name = nameOf(path);
	if (name.endsWith('.dvc') || name === 'dvc.yaml' || name === 'dvc.lock') {
		throw refused(path, 'A DVC file cannot be tracked by another one.', 'Add it to git.');
	}
	if (context.projectRoot !== '' && !path.startsWith(`${context.projectRoot}/`)) {
		throw refused(path, `It is outside the DVC project "${context.projectRoot}".`);
	}
}

function projectPath(context: WorkspaceContext, path: string): string {
	return context.projectRoot === '' ? path : path.slice(context.projectRoot.length + 1);
}

/** A link to a file stands for that file's content, as with DVC; a link to a folder is refused, as with DVC. */
async function linkedFile(path: string, absolute: string): Promise<disk.FileStat> {
	const stat = await disk.statIfThere(absolute);
	if (stat === undefined) throw refused(path, 'A link to nothing.');
	if (stat.type === 'folder') throw refused(path, 'A link to a folder.', 'Track the folder itself.');
	return stat;
}

/** The artifact a path is, or is inside; throws `refused` for one that is inside the path or cannot be changed. */
function findArtifact(snapshot: Snapshot, path: string): Artifact | undefined {
	const dvc = snapshot.artifacts.filter((artifact) => artifact.system === 'dvc');
	const below = dvc.find((artifact) => artifact.path.startsWith(`${path}/`));
	if (below !== undefined) {
		throw refused(
			path,
			`"${shorten(below.path)}" inside it is tracked by ${below.pointerFile}.`,
			'Untrack that first.',
		);
	}
	const found = dvc.find((artifact) => artifact.path === path || path.startsWith(`${artifact.path}/`));
	if (found === undefined) return undefined;
	if (found.stage !== undefined) {
		throw refused(path, `The stage "${found.stage}" makes it.`, 'Run the pipeline, or use dvc commit.');
	}
	if (found.path !== path && !found.isFolder) {
		throw refused(path, `"${shorten(found.path)}" is tracked as a file.`, 'Untrack that first.');
	}
	return found;
}

async function refuseTracked(context: WorkspaceContext, path: string, snapshot: Snapshot): Promise<void> {
	if (!(await context.git.isTracked(path))) return;
	if (snapshot.artifacts.some((artifact) => artifact.system === 'lfs' && artifact.path === path))
		throw refused(path, 'Git LFS keeps it.', `Take a change with git add -- '${path}'`);
	throw refused(path, 'Git tracks it already.', `Take it out of git first: git rm -r --cached -- '${path}'`);
}

/** The pointer of new content must be a new file; that of tracked content must not be hidden from git. */
async function refusePointer(
	context: WorkspaceContext,
	pointerFile: string,
	artifact: Artifact | undefined,
	snapshot: Snapshot,
): Promise<void> {
	if ((await context.git.ignored([pointerFile])).has(pointerFile)) {
		throw refused(pointerFile, `Git ignores "${shorten(pointerFile)}".`, 'Change the rule in .gitignore.');
	}
	const broken = snapshot.broken.find(({ path }) => path === pointerFile);
	if (broken !== undefined) throw broken.error;
	const text = await disk.readIfThere(join(context.root, pointerFile), smallFileLimit);
	if (text === undefined) return;
	if (artifact === undefined) {
		throw refused(
			pointerFile,
			`"${shorten(pointerFile)}" exists and points elsewhere.`,
			'Remove or rename it.',
		);
	}
	if (parseDvcFile(text, pointerFile).deps.length > 0) {
		throw refused(artifact.path, `${pointerFile} is an import.`, 'Use dvc update.');
	}
}

async function contentOf(
	absolute: string,
	place: string,
	stat: disk.FileStat,
	rules: IgnoreRules,
	signal: AbortSignal | undefined,
): Promise<readonly ContentFile[]> {
	return stat.type === 'folder'
		? walkContent(absolute, place, rules, signal)
		: [{ path: '', absolute, stat }];
}

/** The files of a target as they are now. */
export async function filesNow(
	context: WorkspaceContext,
	target: TrackTarget,
	signal?: AbortSignal,
): Promise<readonly ContentFile[]> {
	if (!target.isFolder) return target.files;
	const rules = new IgnoreRules(projectFolder(context));
	const place = projectPath(context, target.path);
	return walkContent(join(context.root, target.path), joinPath('', place), rules, signal);
}
