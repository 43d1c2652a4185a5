/** How long the thread is kept before others get their turn, in milliseconds. */
const longest = 8;
/** Asking the time costs more than many of the steps it is asked between. */
const stepsPerLook = 64;

/** Cuts a long run of short steps into slices, so that the thread it shares with an editor is never kept long. */
export class Slices {
	#steps = 0;
	#began = performance.now();

	/** To be awaited after each step; comes back at once but for a few times in thousands. */
	next(): Promise<void> | undefined {
		this.#steps += 1;
		if (this.#steps % stepsPerLook !== 0 || performance.now() - this.#began < longest) return undefined;
		return new Promise((resolve) =>
			setImmediate(() => {
				this.#began = performance.now();
				resolve();
			}),
		);
	}
}
