import type { Artifact, ArtifactKind, BrokenPointer } from '../model.ts';
import { kindOfType } from '../pointers/dvcOut.ts';
import type { DvcYaml } from '../pointers/dvcYaml.ts';
import { parseLfsPointer } from '../pointers/lfsPointer.ts';
import { joinPath } from '../pointers/paths.ts';
import { lockFileLimit, smallFileLimit } from '../pointers/source.ts';
import type { FileRole, RoleFile } from './fileRoles.ts';
import { lfsArtifact } from './lfsArtifact.ts';
import { plainArtifact, plainKind, sniffLabels, sniffLimit } from './plainFiles.ts';
import type { PointerMemory, PointerPlace, ReadPointer } from './pointerMemory.ts';

/** A folder of a tree or of the work tree, with the files in it that matter. */
export interface Folder {
	/** '' for the root. */
	readonly path: string;
	readonly projectRoot: string;
	readonly files: readonly RoleFile[];
}

/** What the files of a folder, or of a folder and everything below, say. */
export interface FolderFindings {
	readonly artifacts: readonly Artifact[];
	readonly broken: readonly BrokenPointer[];
	/** Kinds that `dvc.yaml` files give to paths anywhere in the repository. */
	readonly declared: ReadonlyMap<string, ArtifactKind>;
}

/** Contents by {@link RoleFile.id}. */
export type Contents = ReadonlyMap<string, Uint8Array>;

const noKinds: ReadonlyMap<string, ArtifactKind> = new Map();

/** A content to be read, and the bytes above which it is left alone. */
export interface WantedContent {
	readonly id: string;
	readonly path: string;
	readonly maxBytes: number;
}

/** Contents that {@link readFolder} will need and that are not remembered. */
export function wantedContents(folder: Folder, memory: PointerMemory): WantedContent[] {
	return placedFiles(folder)
		.filter(({ place }) => memory.known(place) === undefined)
		.map(({ file, place }) => ({ id: file.id, path: place.path, maxBytes: roleLimits[file.role] }));
}

/** Bytes above which a file of a role is not read. */
export const roleLimits: Readonly<Record<FileRole, number>> = {
	dvcFile: smallFileLimit,
	lock: lockFileLimit,
	dvcYaml: smallFileLimit,
	attributes: smallFileLimit,
	plain: sniffLimit,
};

interface PlacedFile {
	readonly file: RoleFile;
	readonly place: PointerPlace;
}

/** The files that are read, with their places. A lock is read together with the `dvc.yaml` beside it. */
function placedFiles({ path: folder, projectRoot, files }: Folder): PlacedFile[] {
	const yaml = files.find(({ role }) => role === 'dvcYaml');
	const placed: PlacedFile[] = [];
	for (const file of files) {
		const path = joinPath(folder, file.name);
		if (file.role === 'attributes' || (file.role === 'plain' && plainKind(path) === undefined)) continue;
		const id = file.role === 'lock' ? `${file.id} ${yaml?.id ?? ''}` : file.id;
		placed.push({ file, place: { path, id, projectRoot } });
	}
	return placed;
}

/** Reads every pointer and plain label, metrics or params file of one folder. */
export function readFolder(folder: Folder, contents: Contents, memory: PointerMemory): FolderFindings {
	const placed = placedFiles(folder);
	const yaml = placed.find(({ file }) => file.role === 'dvcYaml');
	const dvcYaml = yaml && memory.dvcYaml(yaml.place, contents.get(yaml.file.id)).dvcYaml;
	const read = placed.map((one) => readFile(one, contents.get(one.file.id), memory, dvcYaml));
	return {
		artifacts: read.flatMap(({ artifacts }) => artifacts),
		broken: read.flatMap(({ broken }) => broken ?? []),
		declared: dvcYaml === undefined ? noKinds : declaredKinds(dvcYaml),
	};
}

function readFile(
	{ file, place }: PlacedFile,
	content: Uint8Array | undefined,
	memory: PointerMemory,
	dvcYaml: DvcYaml | undefined,
): ReadPointer {
	switch (file.role) {
		case 'dvcYaml':
			return memory.dvcYaml(place, content);
		case 'lock':
			return memory.dvcLock(place, content, dvcYaml);
		case 'plain':
			return memory.plain(place, content, (bytes) => plainArtifacts(place.path, file, bytes));
		case 'dvcFile':
		case 'attributes':
			return memory.dvcFile(place, content);
	}
}

function plainArtifacts(path: string, file: RoleFile, content: Uint8Array | undefined): Artifact[] {
	const kind = plainKind(path);
	if (kind === undefined) return [];
	const pointer = content === undefined ? undefined : parseLfsPointer(content);
	if (pointer !== undefined) return [lfsArtifact(path, pointer, file.executable)];
	const format = kind === 'labels' && content !== undefined ? sniffLabels(content) : undefined;
	// What was looked into and holds no records is no label file; what is too large to look into may be one.
	if (kind === 'labels' && content !== undefined && format === undefined) return [];
	return [plainArtifact({ path, file, kind, size: content?.length, format })];
}

/** `artifacts:` win over `metrics:`, those over `plots:` and `params:`. */
function declaredKinds(dvcYaml: DvcYaml): Map<string, ArtifactKind> {
	const kinds = new Map<string, ArtifactKind>();
	for (const path of dvcYaml.params) kinds.set(path, 'params');
	for (const path of dvcYaml.plots) kinds.set(path, 'plots');
	for (const path of dvcYaml.metrics) kinds.set(path, 'metrics');
	for (const { path, type } of dvcYaml.artifacts) {
		const kind = kindOfType(type);
		if (kind !== 'other') kinds.set(path, kind);
	}
	return kinds;
}

/** Findings of several folders as one. */
export function joinFindings(all: readonly FolderFindings[]): FolderFindings {
	const [first] = all;
	if (first !== undefined && all.length === 1) return first;
	const declaring = all.filter(({ declared }) => declared.size > 0);
	return {
		artifacts: all.flatMap(({ artifacts }) => artifacts),
		broken: all.flatMap(({ broken }) => broken),
		declared: declaring.length === 0 ? noKinds : new Map(declaring.flatMap(({ declared }) => [...declared])),
	};
}
