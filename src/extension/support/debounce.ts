import type { Disposable } from './disposables.ts';

/** Runs `action` once calls have ceased for `milliseconds`. */
export class Debounced implements Disposable {
	readonly #milliseconds: number;
	readonly #action: () => void;
	#timer: NodeJS.Timeout | undefined;

	constructor(milliseconds: number, action: () => void) {
		this.#milliseconds = milliseconds;
		this.#action = action;
	}

	call(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#action, this.#milliseconds);
	}

	dispose(): void {
		clearTimeout(this.#timer);
	}
}
