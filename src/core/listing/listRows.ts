import type { Artifact, ManifestEntry, ObjectId } from '../model.ts';
import { compareCodePoints } from '../pointers/dirManifest.ts';
import { joinPath, nameOf } from '../pointers/paths.ts';
import type { ListedPath, ListOptions } from './listedPath.ts';

/** What lies at a path by itself, pointers not considered: git's view of a commit, or the disk's of the work tree. */
export interface PlacedFile {
	/** Relative to the repository. */
	readonly path: string;
	readonly isFolder: boolean;
	readonly isExecutable: boolean;
	readonly size: number | undefined;
}

/** Everything there is to list at and below one folder. */
export interface ListFacts {
	/** Files and, for one level, folders in git. */
	readonly placed: readonly PlacedFile[];
	/** Artifacts at or below the folder, and the one it lies in. */
	readonly artifacts: readonly Artifact[];
	/** Files of those folder artifacts that have to be opened. */
	readonly filesOf: ReadonlyMap<Artifact, readonly ManifestEntry[]>;
	/** What lies in the work tree at a path; always undefined for a commit. */
	readonly look: (path: string) => PlacedFile | undefined;
}

/** A row with its path in the repository. */
type Row = ListedPath;

/**
 * Rows of one folder ('' for the root) or one file, sorted by path. An artifact stands in place of a pointer at the same
 * path; recursive listings hold files only.
 */
export function listRows(folder: string, facts: ListFacts, options: ListOptions): readonly ListedPath[] {
	const rows = new Map<string, Row>();
	if (options.dvcOnly !== true) for (const file of facts.placed) rows.set(file.path, rowOfFile(file));
	for (const artifact of facts.artifacts) addArtifact(rows, folder, artifact, facts, options);
	const listed = [...rows.values()].flatMap((row) => relativeTo(folder, row));
	return listed.sort((a, b) => compareCodePoints(a.path, b.path));
}

/** A single file is listed under its name. */
function relativeTo(folder: string, row: Row): ListedPath[] {
	if (row.path === folder) return row.isdir ? [] : [{ ...row, path: nameOf(folder) }];
	if (folder === '') return [row];
	return row.path.startsWith(`${folder}/`) ? [{ ...row, path: row.path.slice(folder.length + 1) }] : [];
}

function addArtifact(
	rows: Map<string, Row>,
	folder: string,
	artifact: Artifact,
	facts: ListFacts,
	options: ListOptions,
): void {
	const files = facts.filesOf.get(artifact);
	if (files === undefined) {
		addLevel(rows, folder, rowOfArtifact(artifact, facts.look(artifact.path)), options);
		return;
	}
	for (const file of files) {
		const path = joinPath(artifact.path, file.path);
		addLevel(rows, folder, rowOfEntry(path, file, facts.look(path)), options, true);
	}
}

/** Adds a row, or in a one-level listing the folder below `folder` that it is in. */
function addLevel(
	rows: Map<string, Row>,
	folder: string,
	row: Row,
	options: ListOptions,
	inArtifact = false,
): void {
	const rest = folder === '' ? row.path : row.path.slice(folder.length + 1);
	const slash = rest.indexOf('/');
	if (options.recursive === true || slash === -1 || row.path === folder) {
		rows.set(row.path, row);
		return;
	}
	const path = joinPath(folder, rest.slice(0, slash));
	if (!rows.has(path)) {
		rows.set(path, { isout: inArtifact, isdir: true, isexec: false, size: null, md5: null, path });
	}
}

function rowOfFile({ path, isFolder, isExecutable, size }: PlacedFile): Row {
	return {
		isout: false,
		isdir: isFolder,
		isexec: isExecutable && !isFolder,
		size: size ?? null,
		md5: null,
		path,
	};
}

function rowOfArtifact(artifact: Artifact, found: PlacedFile | undefined): Row {
	const { path, isFolder, isExecutable, object } = artifact;
	return {
		isout: true,
		isdir: isFolder,
		isexec: found === undefined ? isExecutable : found.isExecutable && !isFolder,
		size: found?.size ?? artifact.size ?? null,
		md5: md5Of(object),
		path,
	};
}

function rowOfEntry(path: string, file: ManifestEntry, found: PlacedFile | undefined): Row {
	return {
		isout: true,
		isdir: false,
		isexec: found?.isExecutable ?? false,
		size: found?.size ?? file.size ?? null,
		md5: md5Of(file.object),
		path,
	};
}

function md5Of(object: ObjectId | undefined): string | null {
	return object === undefined || object.algorithm === 'sha256' ? null : object.hash;
}
