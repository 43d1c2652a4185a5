/**
 * The words of the house as types: artifact, pointer, version, snapshot, comparison, state.
 * All paths are relative to the git work tree's root, POSIX separators, no leading slash, unless said otherwise.
 * All sizes are bytes; all times are milliseconds since the epoch.
 */
import type { TidemarkError } from './errors.ts';

/** Hash functions that name content. `md5-dos2unix` is DVC 2.x's text-normalising md5; `gitBlob` is git's own id. */
export type HashAlgorithm = 'md5' | 'md5-dos2unix' | 'sha256' | 'gitBlob';

/** Content under its hash. `hash` is lower-case hex; the md5 of a folder's manifest ends in `.dir`. */
export interface ObjectId {
	readonly algorithm: HashAlgorithm;
	readonly hash: string;
}

/** Where a cloud-versioned remote keeps one file (DVC `cloud:` block). */
export interface CloudLocation {
	readonly etag?: string | undefined;
	readonly versionId?: string | undefined;
}

/** One file of a folder artifact. */
export interface ManifestEntry {
	/** Relative to the folder artifact. */
	readonly path: string;
	/** Undefined in a cloud-versioned entry that names no hash. */
	readonly object: ObjectId | undefined;
	/** Known for cloud-versioned folders only; `.dir` manifests hold no sizes. */
	readonly size: number | undefined;
	/** By remote name. */
	readonly cloud?: ReadonlyMap<string, CloudLocation> | undefined;
}

export type ArtifactKind = 'dataset' | 'model' | 'labels' | 'metrics' | 'params' | 'plots' | 'other';

/** Which system's pointer names an artifact; `git` is a metrics, params or label file that is in plain git. */
export type PointerSystem = 'dvc' | 'lfs' | 'git';

/** A file or folder whose content a pointer names (or, for `git`, that is in git itself). */
export interface Artifact {
	/** Where the content belongs in the work tree. */
	readonly path: string;
	readonly system: PointerSystem;
	/** `data.dvc`, `dvc.lock`; equals `path` for LFS pointers and plain files. */
	readonly pointerFile: string;
	/** The stage of `dvc.lock` that makes it. */
	readonly stage?: string | undefined;
	/** Undefined where the pointer names no hash (`dvc import-url --no-download`). For `files:` folders see `entries`. */
	readonly object: ObjectId | undefined;
	readonly isFolder: boolean;
	readonly isExecutable: boolean;
	/** As declared by the pointer, not measured. */
	readonly size: number | undefined;
	readonly fileCount: number | undefined;
	readonly kind: ArtifactKind;
	/** Short format name shown to people: `ONNX`, `COCO`, `CSV`, `PNG` …; undefined when not known. */
	readonly format?: string | undefined;
	/** Cloud-versioned folder: the files, in the pointer itself. */
	readonly entries?: readonly ManifestEntry[] | undefined;
	/** Cloud-versioned single file. */
	readonly cloud?: ReadonlyMap<string, CloudLocation> | undefined;
	/** The out's own `remote:`; undefined = the project's default. */
	readonly remote?: string | undefined;
	/** False for `push: false`, and for outs imported from another DVC repository: never uploaded. */
	readonly push: boolean;
	/** False for `cache: false`: content stays in git or nowhere, never in the cache. */
	readonly cached: boolean;
	readonly description?: string | undefined;
	/** Root of the DVC project (folder that holds `.dvc/`), '' for the repository root. */
	readonly projectRoot: string;
}

/** A pointer that could not be read: one broken row, the rest stays usable. */
export interface BrokenPointer {
	readonly path: string;
	readonly error: TidemarkError;
}

/** What one version, or the work tree, tracks. Sorted by path. */
export interface Snapshot {
	readonly artifacts: readonly Artifact[];
	readonly broken: readonly BrokenPointer[];
}

/** One side of a comparison: a commit, or the files as they lie in the work tree. */
export type Side = { readonly type: 'commit'; readonly commit: string } | { readonly type: 'workspace' };

/**
 * What a tag's name says: `v1.2.0`; GTO's `name@v1.2.0`, `name#prod#2` (or `name#prod`) and its withdrawals of a
 * version, a stage or the whole artifact (`name@v1.2.0!#4`, `name#prod!#3`, `name@deprecated#5`); or just a name.
 */
export type ReleaseName =
	| { readonly type: 'plain' }
	| { readonly type: 'semantic'; readonly version: string }
	| { readonly type: 'gtoVersion'; readonly artifact: string; readonly version: string }
	| { readonly type: 'gtoStage'; readonly artifact: string; readonly stage: string; readonly count: number }
	/** `what`: the version or stage withdrawn; undefined for the artifact. */
	| { readonly type: 'gtoWithdrawal'; readonly artifact: string; readonly what: string | undefined };

/** A git tag. */
export interface Version {
	/** Short tag name, `v1.2.0`. */
	readonly name: string;
	/** Full commit id the tag reaches. */
	readonly commit: string;
	/** The tag's date, else the commit's. */
	readonly time: number;
	readonly commitTime: number;
	/** Tagger, else the commit's author. */
	readonly author: string;
	/** The annotation; for a light tag the commit's subject. */
	readonly message: string;
	readonly annotated: boolean;
	readonly release: ReleaseName;
}

export type LocalState = 'present' | 'partial' | 'missing' | 'modified' | 'unknown';
export type RemoteState = 'pushed' | 'unpushed' | 'unknown' | 'never';

/** Two facts about an artifact of the work tree, with their reasons. */
export interface ArtifactStatus {
	readonly artifact: Artifact;
	readonly local: LocalState;
	/** `never`: nothing to upload (`push: false`, imports, plain git). `unknown` is never shown as pushed. */
	readonly remote: RemoteState;
	/** Name of the remote asked. */
	readonly remoteName?: string | undefined;
	/** Objects (children and manifest) the remote definitely lacks. */
	readonly unpushedObjects: number;
	/** When the remote was asked. */
	readonly checkedAt?: number | undefined;
	/** Why a state is `unknown`. */
	readonly reason?: string | undefined;
}

/** What a status run asks for. */
export interface StatusReportOptions {
	/** Artifact paths, or paths inside folder artifacts; all when absent. */
	readonly paths?: readonly string[] | undefined;
	/** Whether remotes are asked which objects they have. */
	readonly remote?: boolean | undefined;
}

export type ChangeKind = 'added' | 'removed' | 'modified' | 'renamed';

/** One file's content on one side of a comparison. */
export interface FileVersion {
	readonly object: ObjectId | undefined;
	readonly size: number | undefined;
}

/** A file that differs between two sides. */
export interface FileChange {
	readonly change: ChangeKind;
	/** Path on the new side; on the old side for `removed`. */
	readonly path: string;
	/** For `renamed`. */
	readonly oldPath?: string | undefined;
	readonly old?: FileVersion | undefined;
	readonly new?: FileVersion | undefined;
	/** The artifact it belongs to; undefined for a code file in plain git. */
	readonly artifact?: string | undefined;
	readonly kind?: ArtifactKind | undefined;
}

/** One value on both sides, as `dvc metrics diff` and `dvc params diff` give it. */
export interface ValueChange {
	/** File the value is in. */
	readonly file: string;
	/** Dotted key, `train.loss`. */
	readonly key: string;
	readonly old: unknown;
	readonly new: unknown;
	/** new − old, where both are numbers. */
	readonly diff?: number | undefined;
}

/** Everything that differs between two sides but the label records, which come from their own engine. */
export interface Comparison {
	/** Files of artifacts. */
	readonly files: readonly FileChange[];
	/** Files in plain git that are no artifact: code, configuration. */
	readonly code: readonly FileChange[];
	readonly metrics: readonly ValueChange[];
	readonly params: readonly ValueChange[];
	/** Label files whose content differs: paths the label engine can compare. */
	readonly labels: readonly string[];
	/** Folders whose manifest could not be had: only "modified" is known of them, and why. */
	readonly incomplete: readonly { readonly path: string; readonly reason: string }[];
}
