import { comparePaths } from './compareText.ts';
import type { ContentRow, RowPair } from './contentRows.ts';
import { objectKey } from './diffRows.ts';

/** A change between two sides; for a rename the paths of its rows differ. */
export type RowChange =
	| { readonly change: 'added'; readonly new: ContentRow }
	| { readonly change: 'removed'; readonly old: ContentRow }
	| { readonly change: 'modified' | 'renamed'; readonly old: ContentRow; readonly new: ContentRow };

/**
 * Changes of differing pairs. Something removed and something added with the same hash are a rename; where several
 * have it, they are paired in the order of their paths, as DVC does.
 */
export function pairRenames(pairs: readonly RowPair[]): RowChange[] {
	const changes: RowChange[] = [];
	const added: ContentRow[] = [];
	const removed: ContentRow[] = [];
	for (const { old, new: fresh } of pairs) {
		if (old !== undefined && fresh !== undefined) changes.push({ change: 'modified', old, new: fresh });
		else if (fresh !== undefined) added.push(fresh);
		else if (old !== undefined) removed.push(old);
	}
	const queues = byObject(removed.sort(byPath));
	for (const fresh of added.sort(byPath)) {
		const old = queues.get(objectKey(fresh.object) ?? '')?.shift();
		changes.push(
			old === undefined ? { change: 'added', new: fresh } : { change: 'renamed', old, new: fresh },
		);
	}
	const left = new Set([...queues.values()].flat());
	for (const old of removed) {
		if (left.has(old) || old.object === undefined) changes.push({ change: 'removed', old });
	}
	return changes;
}

function byObject(rows: readonly ContentRow[]): Map<string, ContentRow[]> {
	const queues = new Map<string, ContentRow[]>();
	for (const row of rows) {
		const key = objectKey(row.object);
		if (key === undefined) continue;
		const queue = queues.get(key);
		if (queue === undefined) queues.set(key, [row]);
		else queue.push(row);
	}
	return queues;
}

function byPath(a: ContentRow, b: ContentRow): number {
	return comparePaths(a.path, b.path);
}
