import type { Snapshot } from '../model.ts';
import type { GitReader, WorkTreeReader } from '../ports.ts';
import { assemble } from './assemble.ts';
import { CommitReader } from './commitReader.ts';
import { findDeclared, missingDeclared } from './declaredFiles.ts';
import { namesLfs } from './fileRoles.ts';
import type { FolderFindings } from './folder.ts';
import { LfsBlobs } from './lfsBlobs.ts';
import { PointerMemory } from './pointerMemory.ts';
import { WeightedCache } from './weightedCache.ts';
import { WorkTreeFindings } from './workTreeFindings.ts';

/** Artifacts of remembered snapshots, counted once for each snapshot they are in. */
const artifactsKept = 4_000_000;
/** Commits read together. */
const batchSize = 500;

/**
 * What commits and the work tree track. Each tree and blob is read and parsed once, so a further version costs what
 * it changed. A pointer that cannot be read is one broken row; a tree that is not in the clone throws `git`.
 */
export class SnapshotReader {
	readonly #git: GitReader;
	readonly #workTree: WorkTreeReader;
	readonly #memory = new PointerMemory();
	readonly #lfs: LfsBlobs;
	readonly #workTreeFindings: WorkTreeFindings;
	readonly #byTree = new WeightedCache<Snapshot>(artifactsKept);
	#commits: Promise<CommitReader> | undefined;

	constructor(git: GitReader, workTree: WorkTreeReader) {
		this.#git = git;
		this.#workTree = workTree;
		this.#lfs = new LfsBlobs(git);
		this.#workTreeFindings = new WorkTreeFindings(workTree, this.#memory, this.#lfs);
	}

	/** Snapshot of a commit, named by its full id. */
	async atCommit(commit: string): Promise<Snapshot> {
		const [snapshot] = await this.atCommits([commit]);
		return snapshot ?? { artifacts: [], broken: [] };
	}

	/** Snapshots of many commits in the order given: far faster than one after the other. */
	async atCommits(commits: readonly string[]): Promise<Snapshot[]> {
		const snapshots: Snapshot[] = [];
		for (let start = 0; start < commits.length; start += batchSize) {
			snapshots.push(...(await this.#batch(commits.slice(start, start + batchSize))));
		}
		return snapshots;
	}

	/** The work tree as it is now; only files that changed since the last call are parsed. */
	async workTree(): Promise<Snapshot> {
		this.#memory.trim();
		return assemble(await this.#workTreeFindings.read(await this.#lfsEverywhere()), this.#memory);
	}

	async #batch(commits: readonly string[]): Promise<Snapshot[]> {
		const trees = await Promise.all(commits.map((commit) => this.#git.rootTree(commit)));
		const known = new Map<string, Snapshot>();
		for (const tree of trees) {
			const snapshot = this.#byTree.get(tree);
			if (snapshot !== undefined) known.set(tree, snapshot);
		}
		const open = [...new Set(trees)].filter((tree) => !known.has(tree));
		for (const [tree, snapshot] of await this.#read(open)) known.set(tree, snapshot);
		return trees.map((tree) => known.get(tree) ?? { artifacts: [], broken: [] });
	}

	async #read(trees: readonly string[]): Promise<[string, Snapshot][]> {
		if (trees.length === 0) return [];
		this.#memory.trim();
		this.#commits ??= this.#startReader();
		const findings = await (await this.#commits).read(trees);
		return await Promise.all(trees.map((tree, index) => this.#finish(tree, findings[index])));
	}

	async #finish(tree: string, found: FolderFindings | undefined): Promise<[string, Snapshot]> {
		const findings = found ?? { artifacts: [], broken: [], declared: new Map() };
		const declared = await findDeclared(this.#git, tree, missingDeclared(findings));
		const artifacts = declared.length === 0 ? findings.artifacts : [...findings.artifacts, ...declared];
		const snapshot = assemble({ ...findings, artifacts }, this.#memory);
		this.#byTree.set(tree, snapshot, snapshot.artifacts.length + 1);
		return [tree, snapshot];
	}

	async #startReader(): Promise<CommitReader> {
		return new CommitReader(this.#git, this.#memory, this.#lfs, await this.#lfsEverywhere());
	}

	async #lfsEverywhere(): Promise<boolean> {
		const attributes = await this.#workTree.cloneAttributes?.();
		return attributes !== undefined && namesLfs(attributes);
	}
}
