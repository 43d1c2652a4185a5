/** Keys up to which each is asked for alone, without a look at how much the bucket holds. */
export const fewKeys = 16;

const pageSize = 1000;
/** Objects are spread evenly over the 256 folders their hash's first two digits name. */
const shardCount = 256;
/** Questions in flight at a time; pages of one listing come one after the other. */
const parallel = 16;

export type ExistencePlan = 'ask each' | 'list shards' | 'list all';

/**
 * The quickest way to learn which of `keys` keys in `shards` folders are there, when one folder held `perShard`
 * objects: one question per key, one listing per folder needed, or one listing of everything.
 */
export function planExistence(keys: number, shards: number, perShard: number): ExistencePlan {
	const askEach = Math.ceil(keys / parallel);
	const pages = Math.max(1, Math.ceil(perShard / pageSize));
	const listShards = Math.ceil(shards / parallel) * pages;
	const listAll = Math.ceil((perShard * shardCount) / pageSize) || 1;
	if (listAll <= listShards && listAll <= askEach) return 'list all';
	return listShards <= askEach ? 'list shards' : 'ask each';
}

/** `files/md5/ab/` of `files/md5/ab/cdef…`: the folder of a key with its slash, '' at the root. */
export function shardOf(key: string): string {
	return key.slice(0, key.lastIndexOf('/') + 1);
}

/** Keys by their {@link shardOf}. */
export function groupByShard(keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
	const groups = new Map<string, string[]>();
	for (const key of keys) {
		const group = groups.get(shardOf(key));
		if (group === undefined) groups.set(shardOf(key), [key]);
		else group.push(key);
	}
	return groups;
}
