/** Calls `task` for every item, at most `limit` at a time; stops starting new ones at the first failure. */
export async function inParallel<T>(
	items: Iterable<T>,
	limit: number,
	task: (item: T) => Promise<void>,
): Promise<void> {
	const queue = items[Symbol.iterator]();
	let failed = false;
	const work = async (): Promise<void> => {
		for (let next = queue.next(); !next.done && !failed; next = queue.next()) {
			await task(next.value).catch((error: unknown) => {
				failed = true;
				throw error;
			});
		}
	};
	await Promise.all(Array.from({ length: limit }, work));
}
