/** Lets at most `limit` tasks run at the same time; the others wait in order of arrival. */
export class Gate {
	readonly #limit: number;
	#running = 0;
	readonly #waiting: (() => void)[] = [];

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Runs `task` when there is room and gives back what it gives. */
	async run<T>(task: () => Promise<T>): Promise<T> {
		await this.#enter();
		try {
			return await task();
		} finally {
			this.#leave();
		}
	}

	async #enter(): Promise<void> {
		if (this.#running < this.#limit) {
			this.#running++;
			return;
		}
		await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	#leave(): void {
		const next = this.#waiting.shift();
		if (next === undefined) this.#running--;
		else next();
	}
}
