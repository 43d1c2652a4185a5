import { describeError } from '../errors.ts';
import type { Artifact, ManifestEntry, ObjectId } from '../model.ts';
import {
	type ContentRow,
	pairRows,
	type RowPair,
	rowOfArtifact,
	rowsOfEntries,
	sameObject,
} from './contentRows.ts';

/** Files of a folder artifact; rejects when its manifest cannot be had. */
export type Manifests = (artifact: Artifact) => Promise<readonly ManifestEntry[]>;

/** A folder whose files could not be listed, and why. */
export interface IncompleteFolder {
	readonly path: string;
	readonly reason: string;
}

/** A pair and whether its two sides are the same. */
export interface ComparedPair extends RowPair {
	readonly same: boolean;
}

/** Pairs that differ, folders and their files alike, and what could not be looked into. */
export interface RowDiff {
	readonly pairs: readonly ComparedPair[];
	readonly incomplete: readonly IncompleteFolder[];
}

export interface DiffRowsOptions {
	/** Also give pairs that are equal; then every manifest is read. */
	readonly withUnchanged?: boolean | undefined;
}

/**
 * Compares the artifacts of two sides and, where folders differ, their files. A folder whose manifest cannot be had on
 * either side stays one row without files, as with `dvc diff`.
 */
export async function diffRows(
	olds: readonly Artifact[],
	news: readonly Artifact[],
	manifests: Manifests,
	{ withUnchanged = false }: DiffRowsOptions = {},
): Promise<RowDiff> {
	const pairs = pairRows(olds.map(rowOfArtifact), news.map(rowOfArtifact));
	const open = withUnchanged ? pairs : pairs.filter((pair) => !isSurelySame(pair));
	const results = await Promise.all(open.map((pair) => diffPair(pair, manifests, withUnchanged)));
	return {
		pairs: results.flatMap((result) => result.pairs),
		incomplete: results.flatMap((result) => result.incomplete),
	};
}

/** Equal by what the pointers say. Cloud-versioned folders name no hash, so their files are compared. */
function isSurelySame({ old, new: fresh }: RowPair): boolean {
	if (old === undefined || fresh === undefined || old.isFolder !== fresh.isFolder) return false;
	if (!sameObject(old.object, fresh.object)) return false;
	return (
		old.object !== undefined || (old.artifact.entries === undefined && fresh.artifact.entries === undefined)
	);
}

async function diffPair(pair: RowPair, manifests: Manifests, withUnchanged: boolean): Promise<RowDiff> {
	const wanted = ({ same }: ComparedPair): boolean => withUnchanged || !same;
	const { old, new: fresh } = pair;
	if (old?.isFolder !== true && fresh?.isFolder !== true) {
		return { pairs: [compared(pair)].filter(wanted), incomplete: [] };
	}
	const [olds, news] = await Promise.all([filesOf(old, manifests), filesOf(fresh, manifests)]);
	const reason = olds.reason ?? news.reason;
	if (reason !== undefined) {
		return { pairs: [compared(pair)].filter(wanted), incomplete: [{ path: pair.path, reason }] };
	}
	const files = pairRows(olds.rows, news.rows).map(compared);
	const folder = { ...pair, same: isSameFolder(pair, files) };
	return { pairs: [folder, ...files].filter(wanted), incomplete: [] };
}

function compared(pair: RowPair): ComparedPair {
	return { ...pair, same: isSame(pair) };
}

/** A cloud-versioned folder names no hash: it is the same as one that does when their files are. */
function isSameFolder(pair: RowPair, files: readonly ComparedPair[]): boolean {
	const { old, new: fresh } = pair;
	if (old?.isFolder !== true || fresh?.isFolder !== true) return false;
	if (old.object !== undefined && fresh.object !== undefined) return isSame(pair);
	return files.every(({ same }) => same);
}

/** Whether a pair of files is the same; a file and a folder never are. */
function isSame({ old, new: fresh }: RowPair): boolean {
	if (old === undefined || fresh === undefined) return false;
	return old.isFolder === fresh.isFolder && sameObject(old.object, fresh.object);
}

interface FolderFiles {
	readonly rows: readonly ContentRow[];
	readonly reason?: string;
}

async function filesOf(row: ContentRow | undefined, manifests: Manifests): Promise<FolderFiles> {
	if (row?.isFolder !== true) return { rows: [] };
	try {
		return { rows: rowsOfEntries(row.artifact, row.artifact.entries ?? (await manifests(row.artifact))) };
	} catch (error) {
		return { rows: [], reason: describeError(error) };
	}
}

/** Key under which content is looked up; undefined for content without a hash, which is never a rename. */
export function objectKey(object: ObjectId | undefined): string | undefined {
	return object === undefined ? undefined : `${object.algorithm}:${object.hash}`;
}
