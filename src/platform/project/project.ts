import type { LabelComparison } from '../../core/labels/model.ts';
import type { ListedPath, ListOptions } from '../../core/listing/listedPath.ts';
import type { ValueDiff } from '../../core/metrics/valueDiff.ts';
import type {
	Artifact,
	Comparison,
	ManifestEntry,
	Side,
	Snapshot,
	StatusReportOptions,
	Version,
} from '../../core/model.ts';
import type { GitRef, Progress, StatusReport, TransferReport } from '../../core/ports.ts';
import type { DataStatusDocument, DataStatusOptions } from '../../core/status/dataStatus.ts';
import type { DvcDiff } from '../../core/versions/dvcDiff.ts';

/** What every long call takes: a way to stop it and a way to tell how far it is. */
export interface RunOptions {
	readonly signal?: AbortSignal | undefined;
	readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** One commit in a list a person picks from. */
export interface CommitSummary {
	/** Full id. */
	readonly commit: string;
	readonly subject: string;
	readonly author: string;
	/** Committer's time, milliseconds since the epoch. */
	readonly time: number;
}

/** Which content a transfer moves. */
export interface TransferSelection {
	/** Artifact paths, or paths inside folder artifacts; all artifacts when absent. */
	readonly paths?: readonly string[] | undefined;
	/** Whose pointers: the work tree (default), one commit, or every tag. */
	readonly side?: Side | 'allTags' | undefined;
	/** Remote name; default: each out's own, else the project's default. */
	readonly remote?: string | undefined;
	/** Objects moved at the same time; default: the engine's own choice. */
	readonly jobs?: number | undefined;
}

/** What tracking a path wrote, as repository-relative paths. */
export interface TrackResult {
	readonly path: string;
	readonly pointerFile: string;
	/** Files written or changed in the work tree: pointer, ignore file, and `.dvc/…` on first use. */
	readonly written: readonly string[];
	readonly object: string;
	readonly size: number;
	readonly fileCount: number | undefined;
}

/** What tracking would do, shown before it is done. */
export interface TrackPlan {
	readonly paths: readonly {
		readonly path: string;
		readonly isFolder: boolean;
		readonly files: number;
		readonly bytes: number;
	}[];
	/** True when the repository has no `.dvc` yet and tracking would make one. */
	readonly initialises: boolean;
}

/** What a checkout did. */
export interface CheckoutReport {
	/** Work-tree paths written, replaced and removed. */
	readonly added: readonly string[];
	readonly replaced: readonly string[];
	readonly removed: readonly string[];
	/** Paths whose content is not in the cache, with the described reason. */
	readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * One git work tree with its pointers, versions, cache and remotes: everything the editor and the command line do,
 * without either. Paths are relative to {@link Project.root}; every method throws `TidemarkError`.
 */
export interface Project {
	/** Absolute path of the git work tree. */
	readonly root: string;

	/** All git tags, newest first, by the rules of `core/versions/order.ts`. */
	versions(): Promise<readonly Version[]>;
	/** Local and remote-tracking branches, by name. */
	branches(): Promise<readonly GitRef[]>;
	/** The newest commits that HEAD reaches, at most `limit`. */
	commits(limit: number): Promise<readonly CommitSummary[]>;
	/** A tag, branch, commit or `workspace` a person named; throws `notFound`. */
	side(name: string): Promise<Side>;
	/** Pointers of one side. Snapshots of commits are immutable and cached. */
	snapshot(side: Side): Promise<Snapshot>;
	/** Pointers of many commits, in the order given, reading each git tree and blob once. */
	snapshots(commits: readonly string[]): Promise<readonly Snapshot[]>;
	/** SHA-256 over the side's dataset and label artifacts (design: fingerprint). */
	fingerprint(snapshot: Snapshot): string;
	/**
	 * Files of a folder artifact. A manifest that is not in the cache is fetched from the remote.
	 * Throws `missingObject` when it is nowhere.
	 */
	files(artifact: Artifact, options?: RunOptions): Promise<readonly ManifestEntry[]>;
	/**
	 * Absolute path of a verified, complete, read-only local copy of one file's content on one side, fetching just
	 * that object when it is not here. `path` is an artifact, a file inside a folder artifact, or any file in git.
	 */
	contentFile(side: Side, path: string, options?: RunOptions): Promise<string>;
	/** True when {@link contentFile} would need no network. */
	isLocal(side: Side, path: string): Promise<boolean>;

	/** State of every artifact of the work tree. Asks remotes only with `remote: true`. */
	status(options?: StatusReportOptions & RunOptions): Promise<StatusReport>;
	/** The document of `dvc data status --json`. Remotes are asked with `notInRemote`, for manifests with `granular`. */
	dataStatus(options?: DataStatusOptions & RunOptions): Promise<DataStatusDocument>;
	/**
	 * The rows of `dvc ls --json`: files in git and artifacts of one folder ('' for the root), or of all below it.
	 * Throws `notFound`.
	 */
	list(side: Side, path: string, options?: ListOptions & RunOptions): Promise<readonly ListedPath[]>;
	/**
	 * The document of `dvc diff --json`; `{}` when nothing differs. With `likeDvc` to the letter, with the paths DVC
	 * gets wrong in commits.
	 */
	dvcDiff(
		a: Side,
		b: Side,
		options?: RunOptions & {
			readonly showHash?: boolean | undefined;
			readonly likeDvc?: boolean | undefined;
		},
	): Promise<DvcDiff | Record<string, never>>;
	/** The document of `dvc metrics diff` or `dvc params diff`, with the files that could not be read. */
	values(
		kind: 'metrics' | 'params',
		a: Side,
		b: Side,
		options?: RunOptions & { readonly all?: boolean | undefined },
	): Promise<ValueDiff>;

	/** Everything that differs between two sides but label records. */
	compare(a: Side, b: Side, options?: RunOptions): Promise<Comparison>;
	/** Compares the records of one label file; paths may differ after a rename. */
	compareLabels(
		a: { readonly side: Side; readonly path: string },
		b: { readonly side: Side; readonly path: string },
		options?: RunOptions & { readonly key?: string | undefined },
	): Promise<LabelComparison>;

	planTrack(paths: readonly string[], options?: RunOptions): Promise<TrackPlan>;
	track(paths: readonly string[], options?: RunOptions): Promise<readonly TrackResult[]>;
	push(selection: TransferSelection, options?: RunOptions): Promise<TransferReport>;
	fetch(selection: TransferSelection, options?: RunOptions): Promise<TransferReport>;
	/** Objects and bytes (where declared) a fetch of the selection would have to move. */
	planFetch(
		selection: TransferSelection,
		options?: RunOptions,
	): Promise<{ objects: number; bytes: number | undefined }>;
	/** Cache → work tree. Refuses, changing nothing, when it would replace or remove bytes that are not in the cache. */
	checkout(paths: readonly string[] | undefined, side: Side, options?: RunOptions): Promise<CheckoutReport>;

	/** Stops workers and git processes. */
	dispose(): Promise<void>;
}
