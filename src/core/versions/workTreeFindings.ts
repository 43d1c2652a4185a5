import type { Artifact } from '../model.ts';
import { folderOf } from '../pointers/paths.ts';
import type { WorkTreeFile, WorkTreeReader } from '../ports.ts';
import { missingDeclared } from './declaredFiles.ts';
import { type FileRole, namesLfs, roleOf } from './fileRoles.ts';
import { type Folder, type FolderFindings, joinFindings, readFolder } from './folder.ts';
import { lfsArtifact } from './lfsArtifact.ts';
import type { LfsBlobs } from './lfsBlobs.ts';
import { nearest } from './nearest.ts';
import { plainArtifact, sniffLimit } from './plainFiles.ts';
import type { PointerMemory } from './pointerMemory.ts';
import { type ReadFile, WorkTreeFiles } from './workTreeFiles.ts';

const projectConfig = /(^|\/)\.dvc\/config$/;
const closedFolder = /(^|\/)\.(dvc|git)\//;

/** Reads what the work tree tracks: pointers as they lie there, Git LFS pointers from the index. */
export class WorkTreeFindings {
	readonly #workTree: WorkTreeReader;
	readonly #memory: PointerMemory;
	readonly #lfs: LfsBlobs;
	readonly #files: WorkTreeFiles;

	constructor(workTree: WorkTreeReader, memory: PointerMemory, lfs: LfsBlobs) {
		this.#workTree = workTree;
		this.#memory = memory;
		this.#lfs = lfs;
		this.#files = new WorkTreeFiles(workTree);
	}

	async read(lfsEverywhere: boolean): Promise<FolderFindings> {
		const listed = await this.#workTree.files((name) => roleOf(name) !== undefined || name === 'config');
		const projects = new Set(listed.filter(({ path }) => projectConfig.test(path)).map(projectOf));
		const wanted = listed.flatMap((file): (WorkTreeFile & { role: FileRole })[] => {
			const role = closedFolder.test(file.path)
				? undefined
				: roleOf(file.path.slice(file.path.lastIndexOf('/') + 1));
			return role === undefined ? [] : [{ ...file, role }];
		});
		const { files, broken } = await this.#files.read(wanted);
		const folders = this.#readFolders(files, projects);
		const lfs = await this.#lfsArtifacts(lfsFolders(files, lfsEverywhere));
		const found = joinFindings([...folders, { artifacts: lfs, broken, declared: new Map() }]);
		return { ...found, artifacts: [...found.artifacts, ...(await this.#declared(found))] };
	}

	#readFolders(files: readonly ReadFile[], projects: ReadonlySet<string>): FolderFindings[] {
		const contents = new Map<string, Uint8Array>();
		const byFolder = new Map<string, Folder & { files: ReadFile['file'][] }>();
		for (const { path, file, content } of files) {
			if (content !== undefined) contents.set(file.id, content);
			const folder = folderOf(path);
			const known = byFolder.get(folder);
			if (known !== undefined) known.files.push(file);
			else
				byFolder.set(folder, { path: folder, projectRoot: nearest(folder, projects) ?? '', files: [file] });
		}
		return [...byFolder.values()].map((folder) => readFolder(folder, contents, this.#memory));
	}

	async #lfsArtifacts(folders: ReadonlySet<string>): Promise<Artifact[]> {
		if (folders.size === 0) return [];
		const all = (await this.#workTree.files(() => true)).filter(
			({ path }) => nearest(folderOf(path), folders) !== undefined,
		);
		await this.#lfs.look(all.flatMap(({ indexBlob }) => indexBlob ?? []));
		return all.flatMap(({ path, indexBlob }) => {
			const pointer = indexBlob === undefined ? undefined : this.#lfs.pointer(indexBlob);
			return pointer === undefined ? [] : [lfsArtifact(path, pointer, false)];
		});
	}

	async #declared(findings: FolderFindings): Promise<Artifact[]> {
		const artifacts = missingDeclared(findings).map(async ({ path, kind }): Promise<Artifact[]> => {
			const content = await this.#workTree.read(path, sniffLimit).catch(() => undefined);
			if (content === undefined) return [];
			const file = { id: this.#workTree.blobId?.(content) ?? '', executable: false };
			return [plainArtifact({ path, file, kind, size: content.length, format: undefined })];
		});
		return (await Promise.all(artifacts)).flat();
	}
}

function projectOf({ path }: WorkTreeFile): string {
	return path.replace(projectConfig, '').replace(/\/$/, '');
}

/** Folders whose attribute file names Git LFS; the root counts when the clone's own attributes do. */
function lfsFolders(files: readonly ReadFile[], everywhere: boolean): Set<string> {
	const naming = files.filter(
		({ file, content }) => file.role === 'attributes' && content !== undefined && namesLfs(content),
	);
	return new Set([...(everywhere ? [''] : []), ...naming.map(({ path }) => folderOf(path))]);
}
