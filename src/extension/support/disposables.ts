/** Something to give back; structurally VS Code's own. */
export interface Disposable {
	dispose(): unknown;
}

/** Owns disposables and gives them back together, last first; what is added after that is given back at once. */
export class DisposableStore implements Disposable {
	readonly #items: Disposable[] = [];
	#disposed = false;

	add<T extends Disposable>(item: T): T {
		if (this.#disposed) item.dispose();
		else this.#items.push(item);
		return item;
	}

	dispose(): void {
		this.#disposed = true;
		for (const item of this.#items.splice(0).reverse()) item.dispose();
	}
}
