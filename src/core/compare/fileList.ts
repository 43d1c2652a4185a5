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

/** Orders and sums the changes whose path or old path contains `text` (in any case). */
export function listFiles(changes: readonly FileChange[], text: string): FileList {
	const order = [...changes.keys()].filter((id) => matches(at(changes, id), text));
	order.sort((a, b) => compareChanges(at(changes, a), at(changes, b)));
	return { overview: { total: order.length, groups: groupsOf(changes, order) }, order };
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

function compareChanges(a: FileChange, b: FileChange): number {
	const folderA = folderOf(a);
	const folderB = folderOf(b);
	if (folderA !== folderB) {
		if (folderA === undefined) return 1;
		return folderB === undefined || folderA < folderB ? -1 : 1;
	}
	return CHANGE_ORDER[a.change] - CHANGE_ORDER[b.change] || (a.path < b.path ? -1 : 1);
}

function groupsOf(changes: readonly FileChange[], order: readonly number[]): readonly FileGroup[] {
	const groups: { -readonly [K in keyof FileGroup]: FileGroup[K] }[] = [];
	for (const [position, id] of order.entries()) {
		const change = at(changes, id);
		let group = groups.at(-1);
		if (group === undefined || group.change !== change.change || group.artifact !== folderOf(change)) {
			group = emptyGroup(change, position);
			groups.push(group);
		}
		group.count++;
		group.oldBytes += change.old?.size ?? 0;
		group.newBytes += change.new?.size ?? 0;
		if (hasUnknownSize(change)) group.unknownSizes++;
	}
	return groups.map((group) => ({ ...group, artifact: optionalPath(group.artifact) }));
}

function emptyGroup(change: FileChange, start: number): FileGroup {
	const { kind, change: changeKind } = change;
	const sums = { count: 0, oldBytes: 0, newBytes: 0, unknownSizes: 0 };
	return { artifact: folderOf(change), kind, change: changeKind, start, ...sums };
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

function matches(change: FileChange, text: string): boolean {
	if (text === '') return true;
	const wanted = text.toLowerCase();
	return [change.path, change.oldPath].some((path) => path?.toLowerCase().includes(wanted));
}

function at(changes: readonly FileChange[], id: number): FileChange {
	const change = changes[id];
	if (change === undefined) throw new RangeError(`No change ${id}.`);
	return change;
}
