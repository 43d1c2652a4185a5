import { join } from 'node:path';
import type { GitReader, GitRef, TreeEntry, WorkTreeFile, WorkTreeReader } from '../../core/ports.ts';
import { diffTrees, type TreeChange } from '../../core/versions/diffTrees.ts';
import { WeightedCache } from '../../core/versions/weightedCache.ts';
import { readIfThere } from '../files/disk.ts';
import { blobId } from './blobId.ts';
import { CatFile } from './catFile.ts';
import { GitChanges } from './gitChanges.ts';
import type { GitConfig } from './gitConfig.ts';
import { type CommitObject, parseCommit } from './gitObject.ts';
import { GitProgram } from './gitProgram.ts';
import { historyNotPresent } from './historyNotPresent.ts';
import { ignoredPaths } from './ignoredPaths.ts';
import { listFiles } from './indexFiles.ts';
import { findRepository, type RepositoryPlaces } from './openRepository.ts';
import { isPartialClone, parseRevision, withoutRemotes } from './partialClone.ts';
import { readBlobs } from './readBlobs.ts';
import { type KnownHeads, readRefs } from './readRefs.ts';
import { streamBlob } from './streamBlob.ts';
import { parseTree } from './treeParser.ts';
import { workTreeChanges } from './workTreeChanges.ts';
import { readWorkTreeFile } from './workTreeFile.ts';

/** Where HEAD is: `branch` is undefined when detached, `commit` before the first one. */
export interface Head {
	readonly commit: string | undefined;
	/** Short name, `main`. */
	readonly branch: string | undefined;
}

/** A commit with its full id. */
export interface Commit extends CommitObject {
	readonly id: string;
}

/** Bytes of a tree object that are read: some ten million entries. */
const largestTree = 512 * 1024 * 1024;
const largestCommit = 16 * 1024 * 1024;
/** Bytes of `info/attributes` that are read. */
const largestAttributes = 1024 * 1024;
/** Entries of parsed trees kept in memory. */
const treeEntriesKept = 300_000;

/**
 * One git work tree, read only: objects through one long-lived `cat-file`, everything else through plumbing commands.
 * Nothing the repository configures is run and no network is touched. Paths are relative to {@link root}.
 */
export class GitRepository implements GitReader, WorkTreeReader {
	/** Absolute path of the work tree. */
	readonly root: string;
	/** This work tree's git folder, absolute. */
	readonly gitDir: string;
	/** The git folder linked work trees share, absolute; LFS content is in `lfs/objects` of it. */
	readonly commonDir: string;
	readonly isShallow: boolean;
	readonly objectFormat: 'sha1' | 'sha256';
	readonly #git: GitProgram;
	readonly #catFile: CatFile;
	/** False in a partial clone, where {@link #catFile} reads the objects from outside the repository. */
	readonly #knowsRevisions: boolean;
	readonly #trees = new WeightedCache<Promise<readonly TreeEntry[]>>(treeEntriesKept);
	readonly #heads: KnownHeads = new Map();

	/** Git's configuration when the repository was opened. */
	readonly configAtOpen: GitConfig;

	private constructor(places: RepositoryPlaces, git: GitProgram, objects: GitProgram, config: GitConfig) {
		this.configAtOpen = config;
		this.root = places.root;
		this.gitDir = places.gitDir;
		this.commonDir = places.commonDir;
		this.isShallow = places.shallow;
		this.objectFormat = places.objectFormat;
		this.#git = git;
		this.#knowsRevisions = objects === git;
		this.#catFile = new CatFile(() => objects.start(['cat-file', '--batch-command', '--buffer']));
	}

	/**
	 * Opens the repository that `folder`, or a folder above it, is the work tree of.
	 * Throws `git` when git is missing, older than 2.39, or finds no work tree; `unsafe` for a foreign work tree.
	 */
	static async open(folder: string): Promise<GitRepository> {
		const git = await GitProgram.inFolder(folder);
		const reading = git.readConfig();
		// Where there is no repository, that is what the user is to hear of, not what it does to the configuration.
		reading.catch(() => undefined);
		const places = await findRepository(git);
		const config = await reading;
		const atRoot = git.at(places.root);
		const objects = isPartialClone(config) ? await withoutRemotes(atRoot, places) : atRoot;
		return new GitRepository(places, atRoot, objects, config);
	}

	/** Every ref under the prefixes, in git's order; ones that reach no commit have none. */
	async refs(prefixes: readonly string[]): Promise<readonly GitRef[]> {
		return await readRefs(this.#git, this.#catFile, prefixes, this.#heads);
	}

	/** Local and remote-tracking branches. */
	async branches(): Promise<readonly GitRef[]> {
		return await this.refs(['refs/heads', 'refs/remotes']);
	}

	/** Full commit id of a revision as a person writes it; undefined when there is none, or several. */
	async resolve(revision: string): Promise<string | undefined> {
		// The revision goes to git on one line of a pipe, so nothing in it is taken for an option.
		if (revision === '' || /[\n\0]/.test(revision)) return undefined;
		if (!this.#knowsRevisions) return await parseRevision(this.#git, revision);
		const [info] = await this.#catFile.info([`${revision}^{commit}`]);
		return info?.type === 'commit' ? info.id : undefined;
	}

	async rootTree(commit: string): Promise<string> {
		const known = this.#heads.get(commit);
		if (known !== undefined && 'tree' in known) return known.tree;
		return (await this.commit(commit)).tree;
	}

	/** A commit by its full id; throws `git` when it is not in the repository. */
	async commit(id: string): Promise<Commit> {
		const [commit] = await this.#commits([id]);
		if (commit === undefined) throw historyNotPresent('commit', id);
		return commit;
	}

	async #commits(ids: readonly string[]): Promise<Commit[]> {
		const names = ids.map((id) => `${id}^{commit}`);
		const objects = await this.#catFile.contents(names, largestCommit);
		return objects.flatMap((object) => {
			const commit = object === undefined ? undefined : parseCommit(object.content);
			return object === undefined || commit === undefined ? [] : [{ ...commit, id: object.id }];
		});
	}

	async tree(id: string): Promise<readonly TreeEntry[]> {
		const known = this.#trees.get(id);
		if (known !== undefined) return await known;
		const reading = this.#readTree(id);
		this.#trees.set(id, reading, 1);
		try {
			const entries = await reading;
			this.#trees.set(id, reading, entries.length + 1);
			return entries;
		} catch (error) {
			this.#trees.delete(id);
			throw error;
		}
	}

	async #readTree(id: string): Promise<readonly TreeEntry[]> {
		const [object] = await this.#catFile.contents([id], largestTree);
		if (object?.type !== 'tree') throw historyNotPresent('tree', id);
		return parseTree(object.content, id.length / 2);
	}

	async blobs(ids: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, Uint8Array>> {
		return await readBlobs(this.#catFile, ids, maxBytes);
	}

	/** Bytes of a blob; undefined when it is not in the repository. */
	async blobSize(id: string): Promise<number | undefined> {
		const [info] = await this.#catFile.info([id]);
		return info?.type === 'blob' ? info.size : undefined;
	}

	/** A blob of any size as a stream of chunks; throws `git` when it is not in the repository. */
	blob(id: string): AsyncIterable<Uint8Array> {
		return streamBlob(this.#git, id);
	}

	async files(wanted: (name: string) => boolean): Promise<readonly WorkTreeFile[]> {
		return await listFiles(this.#git, wanted);
	}

	/** Content of a small file of the work tree; undefined when it is not there. Throws `unsafe` for a link. */
	async read(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
		return readWorkTreeFile(this.root, path, maxBytes);
	}

	/** Id git gives a blob of this content here. */
	blobId(content: Uint8Array): string {
		return blobId(content, this.objectFormat);
	}

	/** `info/attributes` of the clone. */
	async cloneAttributes(): Promise<Uint8Array | undefined> {
		return await readIfThere(join(this.commonDir, 'info', 'attributes'), largestAttributes);
	}

	async head(): Promise<Head> {
		const [commit, branch] = await Promise.all([
			this.resolve('HEAD'),
			this.#git.try(['symbolic-ref', '--quiet', '--short', 'HEAD']),
		]);
		return { commit, branch: branch.stdout.toString('utf8').trim() || undefined };
	}

	/** The newest commits a revision reaches, newest first; none before the first commit. */
	async recentCommits(limit: number, revision = 'HEAD'): Promise<readonly Commit[]> {
		const start = await this.resolve(revision);
		if (start === undefined) return [];
		const output = await this.#git.run(['rev-list', `--max-count=${limit}`, start]);
		return await this.#commits(output.toString('utf8').split('\n').filter(Boolean));
	}

	/** Files that differ between two commits' (or trees') root trees, sorted by path. */
	async diffTrees(oldTree: string, newTree: string): Promise<readonly TreeChange[]> {
		return await diffTrees(this, oldTree, newTree);
	}

	/** Files that differ between a commit and the work tree, untracked ones as added, sorted by path. */
	async workTreeChanges(commit: string): Promise<readonly TreeChange[]> {
		return await workTreeChanges(this.#git, commit);
	}

	/** Git's configuration as it is now: remotes, branches, `lfs.*`. */
	async config(): Promise<GitConfig> {
		return await this.#git.readConfig();
	}

	/** Whether git tracks a file, or any file in a folder. */
	async isTracked(path: string): Promise<boolean> {
		return (await this.#git.run(['--literal-pathspecs', 'ls-files', '-z', '--', path])).length > 0;
	}

	/** Which of the paths git's ignore rules leave out; a tracked path never is. */
	async ignored(paths: readonly string[]): Promise<ReadonlySet<string>> {
		return await ignoredPaths(this.#git, paths);
	}

	async isIgnored(path: string): Promise<boolean> {
		return (await this.ignored([path])).has(path);
	}

	/** Adds files to the index; see {@link GitChanges.add}. */
	async add(paths: readonly string[], signal?: AbortSignal): Promise<void> {
		await new GitChanges(this.#git).add(paths, signal);
	}

	/** Ends the git process; the object is not used afterwards. */
	dispose(): void {
		this.#catFile.dispose();
	}
}
