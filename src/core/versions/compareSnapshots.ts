import type { FileChange, FileVersion, Snapshot } from '../model.ts';
import { compareText } from './compareText.ts';
import type { ContentRow } from './contentRows.ts';
import { diffRows, type IncompleteFolder, type Manifests } from './diffRows.ts';
import { pairRenames, type RowChange } from './pairRenames.ts';

/** Files of artifacts that differ, sorted by path, and folders that could not be looked into. */
export interface SnapshotDiff {
	/** A folder is in it only when it is in `incomplete`, as one change of the whole. */
	readonly files: readonly FileChange[];
	readonly incomplete: readonly IncompleteFolder[];
}

/**
 * Files added, removed, modified and renamed from `a` to `b`, across artifacts and the files of folders. Only folders
 * that differ have their manifests read.
 */
export async function compareSnapshots(
	a: Snapshot,
	b: Snapshot,
	manifests: Manifests,
): Promise<SnapshotDiff> {
	const { pairs, incomplete } = await diffRows(a.artifacts, b.artifacts, manifests);
	const unlisted = new Set(incomplete.map(({ path }) => path));
	const rows = pairs.flatMap((pair) => {
		if (unlisted.has(pair.path)) return [pair];
		// Where a file became a folder or a folder a file, the file is the change; the folder's files have rows of their own.
		const [old, fresh] = [fileRow(pair.old), fileRow(pair.new)];
		return old === undefined && fresh === undefined ? [] : [{ path: pair.path, old, new: fresh }];
	});
	const files = pairRenames(rows).map(toFileChange);
	return { files: files.sort((x, y) => compareText(x.path, y.path)), incomplete };
}

function fileRow(row: ContentRow | undefined): ContentRow | undefined {
	return row?.isFolder === true ? undefined : row;
}

function toFileChange(row: RowChange): FileChange {
	const [old, fresh] = ['old' in row ? row.old : undefined, 'new' in row ? row.new : undefined];
	const shown = fresh ?? old;
	return {
		change: row.change,
		path: shown?.path ?? '',
		oldPath: row.change === 'renamed' ? row.old.path : undefined,
		old: fileVersion(old),
		new: fileVersion(fresh),
		artifact: shown?.artifact.path,
		kind: shown?.artifact.kind,
	};
}

function fileVersion(row: ContentRow | undefined): FileVersion | undefined {
	return row === undefined ? undefined : { object: row.object, size: row.size };
}
