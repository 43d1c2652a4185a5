import type { Artifact } from '../model.ts';
import { joinPath } from '../pointers/paths.ts';
import type { GitReader, TreeEntry } from '../ports.ts';
import {
	type FolderFindings,
	joinFindings,
	readFolder,
	type WantedContent,
	wantedContents,
} from './folder.ts';
import { lfsArtifact } from './lfsArtifact.ts';
import type { LfsBlobs } from './lfsBlobs.ts';
import type { PointerMemory } from './pointerMemory.ts';
import { readContents } from './readContents.ts';
import { scanTree, type TreeScan } from './treeScan.ts';
import { WeightedCache } from './weightedCache.ts';

/** A tree object at a place. The same tree at another place, or in another project, is another node. */
interface Node {
	readonly key: string;
	readonly tree: string;
	readonly path: string;
	readonly projectRoot: string;
	/** An attribute file here or above names Git LFS. */
	readonly lfs: boolean;
	/** Set while it is read. */
	scan?: TreeScan;
	/** Files that may be LFS pointers, when `lfs`. */
	blobs?: readonly TreeEntry[];
	children?: readonly Node[];
	findings?: FolderFindings;
}

/** Artifacts remembered in findings of trees; the findings of a subtree are shared by all versions that have it. */
const artifactsKept = 2_000_000;
const scannedFilesKept = 1_000_000;

/**
 * Reads what git trees track. Many roots are read together, one level at a time, so that git is asked in few large
 * batches and a tree that several versions share is read once.
 */
export class CommitReader {
	readonly #git: GitReader;
	readonly #memory: PointerMemory;
	readonly #lfs: LfsBlobs;
	readonly #lfsEverywhere: boolean;
	readonly #findings = new WeightedCache<FolderFindings>(artifactsKept);
	readonly #scans = new WeightedCache<TreeScan>(scannedFilesKept);

	constructor(git: GitReader, memory: PointerMemory, lfs: LfsBlobs, lfsEverywhere: boolean) {
		this.#git = git;
		this.#memory = memory;
		this.#lfs = lfs;
		this.#lfsEverywhere = lfsEverywhere;
	}

	/** Findings of each root tree, in the order given. */
	async read(roots: readonly string[]): Promise<FolderFindings[]> {
		const nodes = new Map<string, Node>();
		const tops = roots.map((tree) => addNode(nodes, tree, '', '', this.#lfsEverywhere));
		let level = [...nodes.values()];
		while (level.length > 0) level = await this.#expand(level, nodes);
		const open = [...nodes.values()].filter(({ findings }) => findings === undefined);
		await this.#fill(open);
		return tops.map(({ findings }) => findings ?? joinFindings([]));
	}

	/** Reads the trees of one level that are not remembered and gives those of the next. */
	async #expand(level: readonly Node[], nodes: Map<string, Node>): Promise<Node[]> {
		const open = level.filter((node) => !this.#recall(node));
		await Promise.all(open.map((node) => this.#scan(node)));
		await this.#lfs.lookAtAttributes(open.flatMap(({ scan }) => scan?.attributes ?? []));
		const before = nodes.size;
		for (const node of open) await this.#addChildren(node, nodes);
		return [...nodes.values()].slice(before);
	}

	#recall(node: Node): boolean {
		const findings = this.#findings.get(node.key);
		if (findings !== undefined) node.findings = findings;
		return findings !== undefined;
	}

	async #scan(node: Node): Promise<void> {
		let scan = this.#scans.get(node.tree);
		if (scan === undefined) {
			scan = scanTree(await this.#git.tree(node.tree));
			this.#scans.set(node.tree, scan, scan.files.length + scan.folders.length + 1);
		}
		node.scan = scan;
	}

	async #addChildren(node: Node, nodes: Map<string, Node>): Promise<void> {
		const { scan, path } = node;
		if (scan === undefined) return;
		const lfs = node.lfs || this.#lfs.namesLfs(scan.attributes);
		const projectRoot = scan.isProject ? path : node.projectRoot;
		if (lfs) node.blobs = (await this.#git.tree(node.tree)).filter(({ type }) => type === 'blob');
		node.children = scan.folders.map(({ name, id }) =>
			addNode(nodes, id, joinPath(path, name), projectRoot, lfs),
		);
	}

	/** Reads the files of all open nodes together, then puts the findings together from the leaves up. */
	async #fill(open: readonly Node[]): Promise<void> {
		const wanted = open.flatMap((node): WantedContent[] => wantedContents(folderOf(node), this.#memory));
		const blobs = new Set(open.flatMap((node) => (node.blobs ?? []).map(({ id }) => id)));
		const [contents] = await Promise.all([readContents(this.#git, wanted), this.#lfs.look([...blobs])]);
		for (const node of [...open].reverse()) {
			const own = readFolder(folderOf(node), contents, this.#memory);
			const below = (node.children ?? []).flatMap(({ findings }) => findings ?? []);
			const all = [own, this.#lfsFindings(node), ...below].filter(isSomething);
			node.findings = joinFindings(all);
			this.#findings.set(node.key, node.findings, node.findings.artifacts.length + 1);
		}
	}

	#lfsFindings(node: Node): FolderFindings {
		const artifacts = (node.blobs ?? []).flatMap(({ id, name, executable }): Artifact[] => {
			const pointer = this.#lfs.pointer(id);
			return pointer === undefined ? [] : [lfsArtifact(joinPath(node.path, name), pointer, executable)];
		});
		return { ...joinFindings([]), artifacts };
	}
}

function addNode(
	nodes: Map<string, Node>,
	tree: string,
	path: string,
	projectRoot: string,
	lfs: boolean,
): Node {
	const key = `${tree} ${lfs ? 'lfs' : ''} ${projectRoot}\0${path}`;
	const known = nodes.get(key);
	if (known !== undefined) return known;
	const node: Node = { key, tree, path, projectRoot, lfs };
	nodes.set(key, node);
	return node;
}

function folderOf({ path, projectRoot, scan }: Node): {
	path: string;
	projectRoot: string;
	files: TreeScan['files'];
} {
	return { path, projectRoot: scan?.isProject === true ? path : projectRoot, files: scan?.files ?? [] };
}

function isSomething({ artifacts, broken, declared }: FolderFindings): boolean {
	return artifacts.length > 0 || broken.length > 0 || declared.size > 0;
}
