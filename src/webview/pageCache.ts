/** Rows asked for at once. */
export const PAGE_ROWS = 100;

/** Pages kept; the oldest go first. */
const MAX_PAGES = 60;

/** Rows of a long list that have been fetched, by page. */
export class PageCache<T> {
	readonly #pages = new Map<number, readonly T[]>();

	/** Row `index`, undefined while its page is not here. */
	get(index: number): T | undefined {
		return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
	}

	/** Keeps a page; pages used last are kept longest. */
	put(page: number, rows: readonly T[]): void {
		this.#pages.delete(page);
		this.#pages.set(page, rows);
		for (const old of this.#pages.keys()) {
			if (this.#pages.size <= MAX_PAGES) break;
			this.#pages.delete(old);
		}
	}

	/** Pages that rows `first` up to `end` lie on and that are not here. */
	missing(first: number, end: number): readonly number[] {
		const pages: number[] = [];
		for (let page = Math.floor(first / PAGE_ROWS); page * PAGE_ROWS < end; page++) {
			if (!this.#pages.has(page)) pages.push(page);
		}
		return pages;
	}
}
