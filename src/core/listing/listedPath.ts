/** One row of `dvc ls --json`. */
export interface ListedPath {
	/** Content is outside git. */
	readonly isout: boolean;
	readonly isdir: boolean;
	readonly isexec: boolean;
	/** Bytes; null where nothing declares or measures it. */
	readonly size: number | null;
	/** Null for what is in git, in Git LFS, or in an artifact's subfolder. */
	readonly md5: string | null;
	/** Relative to the folder listed. */
	readonly path: string;
}

/** What is listed. */
export interface ListOptions {
	/** Files of all folders below, in place of one level. */
	readonly recursive?: boolean | undefined;
	/** Only what is outside git. */
	readonly dvcOnly?: boolean | undefined;
}
