import type { ObjectId } from '../model.ts';
import type { DvcOut } from './dvcOut.ts';

/** What an import was made from. */
export interface DvcDep {
	/** File, folder or URL, as written. */
	readonly path: string;
	readonly object: ObjectId | undefined;
	/** Set for `dvc import`: the repository it came from. */
	readonly repo: DvcDepRepo | undefined;
}

export interface DvcDepRepo {
	readonly url: string;
	/** Asked for. */
	readonly rev: string | undefined;
	/** The commit it resolved to. */
	readonly revLock: string | undefined;
}

/** A `.dvc` file. */
export interface DvcFile {
	readonly outs: readonly DvcOut[];
	readonly deps: readonly DvcDep[];
	/** Folder that out paths are relative to, itself relative to the file's folder; undefined for the file's own. */
	readonly wdir: string | undefined;
	readonly frozen: boolean;
	/** Checksum of the file's own content, which DVC writes for imports. */
	readonly md5: string | undefined;
	readonly description: string | undefined;
}
