import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, ManifestEntry, ObjectId } from '../../core/model.ts';
import { joinPath, shorten } from '../../core/pointers/paths.ts';
import { checkWritablePath } from '../files/safePath.ts';

/** A file that is to be in the work tree. */
export interface DesiredFile {
	/** Relative to the repository. */
	readonly path: string;
	readonly object: ObjectId;
	readonly isExecutable: boolean;
	readonly artifact: Artifact;
}

export interface Failure {
	readonly path: string;
	readonly reason: string;
}

/** What pointers want in the work tree. */
export interface DesiredState {
	readonly files: ReadonlyMap<string, DesiredFile>;
	/** Folder artifacts that are known whole: what else is in them does not belong there. */
	readonly folders: readonly Artifact[];
	readonly failed: readonly Failure[];
}

/** Which pointers to follow. */
export interface CheckoutRequest {
	/** Artifacts of one side; those of plain git and without cache are passed over. */
	readonly artifacts: readonly Artifact[];
	/** Artifact paths, or paths inside folder artifacts; all when absent. */
	readonly paths?: readonly string[] | undefined;
	/** Files of a folder artifact; undefined when its manifest is not on this machine. May throw for a bad one. */
	readonly manifest: (artifact: Artifact) => Promise<readonly ManifestEntry[] | undefined>;
}

/**
 * Resolves pointers to files. A manifest that is missing, malformed or names an unsafe path fails its artifact alone.
 * Throws `refused` when two pointers claim one place.
 */
export async function desiredState(request: CheckoutRequest): Promise<DesiredState> {
	const artifacts = request.artifacts.filter(
		(artifact) => isKept(artifact) && isWanted(artifact, request.paths),
	);
	refuseOverlaps(artifacts);
	const files = new Map<string, DesiredFile>();
	const folders: Artifact[] = [];
	const failed: Failure[] = [];
	for (const artifact of artifacts) {
		try {
			const wanted = await filesOf(artifact, request);
			for (const file of wanted) files.set(file.path, file);
			if (artifact.isFolder) folders.push(artifact);
		} catch (error) {
			if (!TidemarkError.is(error) || error.code === 'cancelled') throw error;
			failed.push({ path: artifact.path, reason: error.describe() });
		}
	}
	return { files, folders, failed };
}

function isKept(artifact: Artifact): boolean {
	if (artifact.system === 'git' || !artifact.cached) return false;
	return artifact.object !== undefined || artifact.entries !== undefined;
}

function isWanted(artifact: Artifact, paths: readonly string[] | undefined): boolean {
	return paths?.some((path) => isInside(artifact.path, path) || isInside(path, artifact.path)) ?? true;
}

/** Whether `path` is `folder` or lies below it; '' holds everything. */
export function isInside(path: string, folder: string): boolean {
	return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function refuseOverlaps(artifacts: readonly Artifact[]): void {
	const sorted = artifacts.toSorted((a, b) => (a.path < b.path ? -1 : 1));
	const byPath = new Map(sorted.map((artifact) => [artifact.path, artifact]));
	for (const artifact of sorted) {
		const other =
			byPath.get(artifact.path) === artifact ? parentOf(artifact, byPath) : byPath.get(artifact.path);
		if (other === undefined) continue;
		throw new TidemarkError('refused', `"${shorten(artifact.path)}" and "${shorten(other.path)}" overlap.`, {
			file: artifact.pointerFile,
			kept: 'Nothing was changed.',
			next: `Correct ${artifact.pointerFile} or ${other.pointerFile}.`,
		});
	}
}

function parentOf(artifact: Artifact, byPath: ReadonlyMap<string, Artifact>): Artifact | undefined {
	const parts = artifact.path.split('/');
	for (let length = parts.length - 1; length > 0; length--) {
		const found = byPath.get(parts.slice(0, length).join('/'));
		if (found !== undefined) return found;
	}
	return undefined;
}

async function filesOf(artifact: Artifact, request: CheckoutRequest): Promise<readonly DesiredFile[]> {
	checkWritablePath(artifact.path);
	if (!artifact.isFolder) return desired(artifact, '', artifact.object, request.paths);
	const entries = artifact.entries ?? (await request.manifest(artifact));
	if (entries === undefined) throw missing(artifact, 'the list of its files');
	return entries.flatMap(({ path, object }) => {
		checkWritablePath(path);
		return desired(artifact, path, object, request.paths);
	});
}

function desired(
	artifact: Artifact,
	inside: string,
	object: ObjectId | undefined,
	paths: readonly string[] | undefined,
): readonly DesiredFile[] {
	const path = joinPath(artifact.path, inside);
	if (paths?.some((wanted) => isInside(path, wanted)) === false) return [];
	if (object === undefined) throw missing(artifact, `the hash of "${shorten(path)}"`);
	return [{ path, object, isExecutable: artifact.isExecutable && !artifact.isFolder, artifact }];
}

function missing(artifact: Artifact, what: string): TidemarkError {
	return new TidemarkError(
		'missingObject',
		`For "${shorten(artifact.path)}", ${what} is not on this machine.`,
		{
			file: artifact.pointerFile,
			next: 'Fetch it first.',
		},
	);
}
