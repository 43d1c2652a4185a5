import { useEffect, useRef, useState } from 'preact/hooks';
import { PAGE_ROWS, PageCache } from './pageCache.ts';

/** Pages on their way at the same time; more would only queue up behind what is visible now. */
const MAX_IN_FLIGHT = 3;

export type FetchRows<T> = (start: number, count: number) => Promise<readonly T[]>;

export interface Pages<T> {
	/** Row `index`, undefined while it is on its way. */
	row(index: number): T | undefined;
	/** Says which rows are visible, as stretches `[from, to)`; missing ones are fetched. */
	show(stretches: readonly (readonly [number, number])[]): void;
}

interface Store<T> {
	readonly cache: PageCache<T>;
	readonly inFlight: Set<number>;
	readonly fetch: FetchRows<T>;
	visible: readonly (readonly [number, number])[];
}

/** Rows of a list that lives in the extension, fetched as they come into view. A new `key` forgets all. */
export function usePages<T>(key: string, fetch: FetchRows<T>): Pages<T> {
	const [, redraw] = useState(0);
	const store = useRef<{ key: string; store: Store<T> }>(undefined);
	const alive = useRef(true);
	useEffect(
		() => () => {
			alive.current = false;
		},
		[],
	);
	if (store.current?.key !== key) {
		store.current = { key, store: { cache: new PageCache(), inFlight: new Set(), fetch, visible: [] } };
	}
	const current = store.current.store;
	const arrived = (): void => {
		if (!alive.current || store.current?.store !== current) return;
		redraw((count) => count + 1);
		fetchMissing(current, arrived);
	};
	return {
		row: (index) => current.cache.get(index),
		show: (stretches) => {
			current.visible = stretches;
			fetchMissing(current, arrived);
		},
	};
}

function fetchMissing<T>(store: Store<T>, arrived: () => void): void {
	const pages = store.visible.flatMap(([from, to]) => store.cache.missing(from, to));
	for (const page of pages) {
		if (store.inFlight.size >= MAX_IN_FLIGHT) return;
		if (!store.inFlight.has(page)) void fetchPage(store, page).then(arrived);
	}
}

/** A page that cannot be had is kept empty: its rows stay blank instead of being asked for again and again. */
async function fetchPage<T>(store: Store<T>, page: number): Promise<void> {
	store.inFlight.add(page);
	try {
		store.cache.put(page, await store.fetch(page * PAGE_ROWS, PAGE_ROWS));
	} catch {
		store.cache.put(page, []);
	} finally {
		store.inFlight.delete(page);
	}
}
