/** What core needs from outside. Implemented in `platform`, faked in tests. */
import type { ArtifactStatus, ObjectId } from './model.ts';

/** A tag or branch as git names it. */
export interface GitRef {
	/** Full name, `refs/tags/v1.0`. */
	readonly name: string;
	/** Commit it reaches after peeling; undefined for a tag of a blob or tree, or a broken ref. */
	readonly commit: string | undefined;
	/** True for an annotated tag. */
	readonly annotated: boolean;
	/** Tagger's time, for annotated tags. */
	readonly tagTime: number | undefined;
	readonly tagger: string | undefined;
	/** Tag message, whole. */
	readonly tagMessage: string | undefined;
	readonly commitTime: number;
	readonly author: string;
	/** Commit subject. */
	readonly subject: string;
}

/** One entry of a git tree object. */
export interface TreeEntry {
	readonly name: string;
	readonly type: 'blob' | 'tree' | 'link' | 'commit';
	readonly executable: boolean;
	/** Object id. */
	readonly id: string;
}

/** Reads a repository's object database, without a work tree. */
export interface GitReader {
	/** Every ref under the given prefixes (`refs/tags`), in one git process. */
	refs(prefixes: readonly string[]): Promise<readonly GitRef[]>;
	/** Full commit id of a revision a person typed, or undefined. */
	resolve(revision: string): Promise<string | undefined>;
	/** Id of a commit's root tree. */
	rootTree(commit: string): Promise<string>;
	/** One level of a tree. Results are immutable and may be shared. */
	tree(id: string): Promise<readonly TreeEntry[]>;
	/** Contents of blobs of at most `maxBytes`; larger or missing ones are absent from the map. */
	blobs(ids: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** A file of the work tree that git tracks or would track. */
export interface WorkTreeFile {
	readonly path: string;
	/** Blob id in the index; undefined for an untracked file. */
	readonly indexBlob: string | undefined;
}

/** Reads the work tree: files git tracks plus untracked, unignored ones. */
export interface WorkTreeReader {
	/** Paths whose last segment passes `wanted`; never walks what git ignores. */
	files(wanted: (name: string) => boolean): Promise<readonly WorkTreeFile[]>;
	/** Content of a small file, undefined when it is not there; throws `malformed` above `maxBytes`. */
	read(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
	/** Id git gives a blob of this content; files in plain git that changed have no id without it. */
	blobId?(content: Uint8Array): string;
	/** The attributes file of this clone alone (`info/attributes`), which may name Git LFS. */
	cloneAttributes?(): Promise<Uint8Array | undefined>;
}

/** How much is done of how much. */
export interface Progress {
	readonly objectsDone: number;
	readonly objectsTotal: number;
	readonly bytesDone: number;
	readonly bytesTotal: number | undefined;
	/** What is being moved right now, for a person. */
	readonly current?: string | undefined;
}

/** A place outside this machine, or outside the workspace, that is about to be contacted. */
export interface EndpointRequest {
	readonly remoteName: string;
	/** `s3://bucket/prefix`, `/mnt/share`; without credentials. */
	readonly url: string;
	/** Endpoint host, when it is not the scheme's own. */
	readonly endpoint?: string | undefined;
	/** `profile dev`, `access key from config.local` …: what identifies us. */
	readonly identity?: string | undefined;
	readonly access: 'read' | 'write';
}

/** Decides whether an endpoint may be contacted: stored approval, a modal, or a typed command. */
export interface Consent {
	allow(request: EndpointRequest): Promise<boolean>;
}

/** Messages for the log channel or stderr; never a secret. */
export interface Log {
	info(message: string): void;
	warn(message: string): void;
	error(message: string): void;
}

/** Outcome of moving one object. */
export interface TransferResult {
	/** Path of the file in the workspace it is content of, or the artifact for a manifest. */
	readonly path: string;
	readonly object: ObjectId;
	readonly outcome: 'done' | 'skipped' | 'failed';
	/** Described error of a failed one. */
	readonly reason?: string | undefined;
	readonly bytes: number;
}

/** Outcome of one push or fetch. */
export interface TransferReport {
	readonly results: readonly TransferResult[];
	readonly bytes: number;
	readonly seconds: number;
}

/** Status of a work tree in Tidemark's own words. */
export interface StatusReport {
	readonly statuses: readonly ArtifactStatus[];
	/** Artifacts with a definite miss on their remote. */
	readonly unpushed: number;
	/** Artifacts whose remote could not be asked. */
	readonly unknown: number;
}
