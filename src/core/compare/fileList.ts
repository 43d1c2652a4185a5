import type { ChangeKind, FileChange } from '../model.ts';
import { isReadable } from './imageType.ts';
import type { FileGroup, FileOverview, FileRow } from './messages.ts';
import { plainText } from './plainText.ts';

const CHANGE_ORDER: Readonly<Record<ChangeKind, number>> = { added: 0, removed: 1, modified: 2, renamed: 3 };
const MAX_PATH = 1000;

/** Differing files in the order they are shown: folder artifacts by path, then single files; by change; by path. */
export interface FileList {
	readonly overview: FileOverview;
	/** Positions in the comparison's own list. */
	readonly order: readonly number[];
}

/** Files of one folder and one kind of change. */
interface Bucket {
	readonly sample: FileChange;
	readonly ids: number[];
}

/** Orders and sums the changes whose path or old path contains `text` (in any case). */
export function listFiles(changes: readonly FileChange[], text: string): FileList {
	const buckets = bucketsOf(changes, text.toLowerCase());
	const order: number[] = [];
	const groups: FileGroup[] = [];
	for (const { sample, ids } of buckets) {
		sortByPath(changes, ids);
		groups.push(groupOf(changes, sample, ids, order.length));
		for (const id of ids) order.push(id);
	}
	return { overview: { total: order.length, groups }, order };
}

/** Rows `start` up to `start + count` of a list. */
export function fileRows(
	changes: readonly FileChange[],
	list: FileList,
	start: number,
	count: number,
): readonly FileRow[] {
	return list.order.slice(start, start + count).map((id) => rowOf(at(changes, id), id));
}

/** The folder a change is listed under; undefined for a file that is an artifact itself, and for code. */
function folderOf(change: FileChange): string | undefined {
	return change.artifact === change.path || change.artifact === change.oldPath ? undefined : change.artifact;
}

/** Buckets in the order they are shown. A million files fall into a handful of them. */
function bucketsOf(changes: readonly FileChange[], text: string): readonly Bucket[] {
	const folders = new Map<string | undefined, Map<ChangeKind, Bucket>>();
	for (const [id, change] of changes.entries()) {
		if (text !== '' && !matches(change, text)) continue;
		const kinds = getOrAdd(folders, folderOf(change), () => new Map<ChangeKind, Bucket>());
		getOrAdd(kinds, change.change, () => ({ sample: change, ids: [] })).ids.push(id);
	}
	return [...folders.values()].flatMap((kinds) => [...kinds.values()]).sort(compareBuckets);
}

function compareBuckets({ sample: a }: Bucket, { sample: b }: Bucket): number {
	const folderA = folderOf(a);
	const folderB = folderOf(b);
	if (folderA === folderB) return CHANGE_ORDER[a.change] - CHANGE_ORDER[b.change];
	if (folderA === undefined) return 1;
	return folderB === undefined || folderA < folderB ? -1 : 1;
}

/** Comparisons come sorted as a rule; then one pass is all it takes. */
function sortByPath(changes: readonly FileChange[], ids: number[]): void {
	const isSorted = ids.every((id, index) => {
		const before = ids[index - 1];
		return before === undefined || at(changes, before).path <= at(changes, id).path;
	});
	if (!isSorted) ids.sort((a, b) => (at(changes, a).path < at(changes, b).path ? -1 : 1));
}

function groupOf(
	changes: readonly FileChange[],
	sample: FileChange,
	ids: readonly number[],
	start: number,
): FileGroup {
	let oldBytes = 0;
	let newBytes = 0;
	let unknownSizes = 0;
	for (const id of ids) {
		const change = at(changes, id);
		oldBytes += change.old?.size ?? 0;
		newBytes += change.new?.size ?? 0;
		if (hasUnknownSize(change)) unknownSizes++;
	}
	const { kind, change } = sample;
	const artifact = optionalPath(folderOf(sample));
	return { artifact, kind, change, start, count: ids.length, oldBytes, newBytes, unknownSizes };
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
	let value = map.get(key);
	if (value === undefined) {
		value = make();
		map.set(key, value);
	}
	return value;
}

function hasUnknownSize({ old, new: now }: FileChange): boolean {
	return (old !== undefined && old.size === undefined) || (now !== undefined && now.size === undefined);
}

function rowOf(change: FileChange, id: number): FileRow {
	return {
		id,
		change: change.change,
		path: plainText(change.path, MAX_PATH),
		oldPath: optionalPath(change.oldPath),
		old: change.old,
		new: change.new,
		readable: isReadable(change.path, [change.old?.size, change.new?.size]),
	};
}

function optionalPath(path: string | undefined): string | undefined {
	return path === undefined ? undefined : plainText(path, MAX_PATH);
}

/** `text` in lower case. */
function matches({ path, oldPath }: FileChange, text: string): boolean {
	return path.toLowerCase().includes(text) || (oldPath?.toLowerCase().includes(text) ?? false);
}

function at(changes: readonly FileChange[], id: number): FileChange {
	const change = changes[id];
	if (change === undefined) throw new RangeError(`No change ${id}.`);
	return change;
}
