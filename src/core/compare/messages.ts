/**
 * What the comparison panel and the extension say to each other. Both sides import these types; each checks what it
 * receives (`parseToHost`, `parseToView`). All text from data is already made plain and cut to length by the host.
 */
import type { Box, LabelDiff, RecordRow, RowQuery } from '../labels/model.ts';
import type { ArtifactKind, ChangeKind, FileVersion, Side } from '../model.ts';

/** A side with the name people chose it by. */
export interface SideName {
	readonly name: string;
	readonly side: Side;
}

/** Which of the two lists of files. */
export type FileListName = 'files' | 'code';

/** Differing files of one artifact and one kind of change; they lie one after the other in the list's order. */
export interface FileGroup {
	/** A folder artifact; undefined for files that are artifacts themselves, and for code. */
	readonly artifact: string | undefined;
	readonly kind: ArtifactKind | undefined;
	readonly change: ChangeKind;
	/** Position of the group's first file in the list. */
	readonly start: number;
	readonly count: number;
	/** Sums of the sizes that are known. */
	readonly oldBytes: number;
	readonly newBytes: number;
	/** Files with a size that is not known on a side where they exist. */
	readonly unknownSizes: number;
}

/** A list of differing files without the files. */
export interface FileOverview {
	readonly total: number;
	readonly groups: readonly FileGroup[];
}

/** One differing file; `id` names it in messages to the host. */
export interface FileRow {
	readonly id: number;
	readonly change: ChangeKind;
	readonly path: string;
	readonly oldPath: string | undefined;
	readonly old: FileVersion | undefined;
	readonly new: FileVersion | undefined;
	/** Whether VS Code's diff editor can show it (text or picture of a bearable size). */
	readonly readable: boolean;
}

/** One metric or param, ready to show. */
export interface ValueRow {
	readonly source: 'metrics' | 'params';
	readonly file: string;
	readonly key: string;
	readonly old: string | undefined;
	readonly new: string | undefined;
	/** new − old where both are numbers. */
	readonly diff: number | undefined;
	/** Difference divided by the old value's size, where that is not 0. */
	readonly ratio: number | undefined;
}

/** A failure for a person: what happened and what to do. */
export interface Problem {
	readonly message: string;
	readonly next: string | undefined;
	readonly cancelled: boolean;
}

/** How far the comparison of one label file is. */
export type LabelState =
	| { readonly type: 'waiting' }
	/** Content is not on this machine: comparing would fetch it, so it waits for a click. */
	| { readonly type: 'notHere' }
	| { readonly type: 'running' }
	| { readonly type: 'done'; readonly summary: LabelDiff }
	| { readonly type: 'failed'; readonly problem: Problem };

export interface LabelFile {
	readonly path: string;
	readonly oldPath: string;
	readonly state: LabelState;
}

/** One field of a record as text; `same` fields are shown on demand. */
export interface FieldRow {
	readonly field: string;
	readonly old: string | undefined;
	readonly new: string | undefined;
	readonly same: boolean;
}

/** A record ready to show. */
export interface RecordView extends RecordRow {
	readonly fieldRows: readonly FieldRow[];
	readonly oldBox: Box | undefined;
	readonly newBox: Box | undefined;
}

/** Picture of a record, and which file it is. */
export interface RecordImage {
	readonly path: string;
	/** The side it was taken from. */
	readonly from: 'old' | 'new';
	/** Other files whose path ends the same way; above 0 the choice was a guess. */
	readonly others: number;
	readonly mime: string;
	readonly bytes: ArrayBuffer;
}

/** Why there is no picture of a record. */
export interface MissingImage {
	/** `noTarget`: the record names none; `notPicture`: a file no browser shows; `failed`: could not be had. */
	readonly missing: 'noTarget' | 'notFound' | 'notPicture' | 'failed';
	/** The name in the record, or what went wrong. */
	readonly detail: string;
}

export interface IncompleteFolder {
	readonly path: string;
	readonly reason: string;
}

/** Panel → extension. */
export type ToHost =
	| { readonly type: 'ready' }
	| { readonly type: 'refresh' }
	| { readonly type: 'cancel' }
	| { readonly type: 'swap' }
	| { readonly type: 'copyMarkdown' }
	| { readonly type: 'pick'; readonly which: 'a' | 'b' }
	| {
			readonly type: 'openFile';
			readonly list: FileListName;
			readonly id: number;
			readonly how: 'diff' | 'old' | 'new';
	  }
	| { readonly type: 'compareLabels'; readonly file: number; readonly key: string | undefined }
	| ({ readonly request: number } & HostRequest);

/** Questions with an answer. */
export type HostRequest =
	| { readonly type: 'overview'; readonly list: FileListName; readonly text: string }
	| {
			readonly type: 'fileRows';
			readonly list: FileListName;
			readonly text: string;
			readonly start: number;
			readonly count: number;
	  }
	| { readonly type: 'rows'; readonly file: number; readonly query: RowQuery }
	| { readonly type: 'record'; readonly file: number; readonly index: number }
	| { readonly type: 'image'; readonly file: number; readonly index: number };

/** What each question is answered with. */
export interface HostAnswers {
	readonly overview: FileOverview;
	readonly fileRows: readonly FileRow[];
	readonly rows: { readonly total: number; readonly rows: readonly RecordRow[] };
	readonly record: RecordView;
	readonly image: RecordImage | MissingImage;
}

/** Everything of a comparison but files (paged) and label records (later). */
export interface ComparisonSummary {
	readonly files: FileOverview;
	readonly code: FileOverview;
	readonly values: readonly ValueRow[];
	/** More than `values.length` when the list was cut. */
	readonly valueTotal: number;
	readonly labels: readonly LabelFile[];
	readonly incomplete: readonly IncompleteFolder[];
}

/** Extension → panel. `run` grows with every new comparison in the panel; older ones' late news are dropped. */
export type ToView =
	| {
			readonly type: 'start';
			readonly run: number;
			readonly root: string;
			readonly a: SideName;
			readonly b: SideName;
	  }
	| {
			readonly type: 'progress';
			readonly run: number;
			readonly task: 'files' | 'labels';
			/** The file being worked on, '' when there is none. */
			readonly subject: string;
			readonly unit: 'objects' | 'bytes';
			readonly done: number;
			/** 0 when not known. */
			readonly total: number;
	  }
	| { readonly type: 'idle'; readonly run: number }
	| { readonly type: 'comparison'; readonly run: number; readonly summary: ComparisonSummary }
	| { readonly type: 'failed'; readonly run: number; readonly problem: Problem }
	| { readonly type: 'labelFile'; readonly run: number; readonly file: number; readonly state: LabelState }
	| { readonly type: 'copied' }
	| { readonly type: 'answer'; readonly request: number; readonly value: HostAnswers[HostRequest['type']] }
	| { readonly type: 'refused'; readonly request: number; readonly problem: Problem };
