/**
 * Calls `task` for every item, at most `limit` at a time. At the first failure no new one is started; it is thrown when
 * those that run have ended, so that nothing goes on behind the caller's back.
 */
export async function inParallel<T>(
	items: Iterable<T>,
	limit: number,
	task: (item: T) => Promise<void>,
): Promise<void> {
	const queue = items[Symbol.iterator]();
	const failures: unknown[] = [];
	const work = async (): Promise<void> => {
		for (let next = queue.next(); !next.done && failures.length === 0; next = queue.next()) {
			await task(next.value).catch((error: unknown) => void failures.push(error));
		}
	};
	await Promise.all(Array.from({ length: limit }, work));
	if (failures.length > 0) throw failures[0];
}

/** The results of {@link inParallel} tasks, in the order of the items. */
export async function mapInParallel<T, R>(
	items: readonly T[],
	limit: number,
	task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
	const results: R[] = [];
	await inParallel(items.entries(), limit, async ([at, item]) => {
		results[at] = await task(item);
	});
	return results;
}
