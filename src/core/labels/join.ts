import { ChainTable, type Names } from './chainTable.ts';
import { NumberList } from './numberList.ts';
import type { RecordIndex } from './recordIndex.ts';

/** Records of two files put together by key; every number is a record's position in its index. */
export interface Joined {
	/** Pairs with one key and the same bytes. */
	readonly same: number;
	/** Pairs with one key and other bytes: they may still be the same value. In the new file's order. */
	readonly differingOld: Int32Array;
	readonly differingNew: Int32Array;
	readonly added: Int32Array;
	readonly removed: Int32Array;
	/** Records that repeat an earlier record's key, per side, and examples. */
	readonly repeats: readonly [Repeats, Repeats];
}

export interface Repeats {
	readonly count: number;
	readonly examples: readonly number[];
}

const lookAhead = 8;

/**
 * Joins two indexes. Records mostly come in one order on both sides, so a look at the next few finds most partners;
 * the table answers for the rest. Where keys repeat, records with equal bytes find each other first, then in order.
 */
export function join(a: RecordIndex, b: RecordIndex): Joined {
	const repeats = [repeatsOf(a), repeatsOf(b)] as const;
	const partner = new Int32Array(b.count).fill(-1);
	const taken = new Uint8Array(a.count);
	if (repeats[0].count + repeats[1].count > 0) pairEqualBytes(a, b, partner, taken);
	pairByKey(a, b, partner, taken);
	return { ...sorted(a, b, partner, taken), repeats };
}

/** Records whose key an earlier record has; keyless ones have none to repeat. */
export function repeatsOf(index: RecordIndex): Repeats {
	if (ascending(index)) return { count: 0, examples: [] };
	const table = new ChainTable(keysOf(index), index.count, (at) => !index.keyless.has(at));
	return { count: table.repeats, examples: table.repeated };
}

const keysOf = (index: RecordIndex): Names => ({ lo: index.keyLo, hi: index.keyHi });

/** Whether the keys are small integers in rising order, so that none can repeat. */
function ascending({ count, keyLo, keyHi }: RecordIndex): boolean {
	for (let at = 0; at < count; at++) {
		if (keyHi[at] !== 0 || (keyLo[at] as number) < 0) return false;
		if (at > 0 && (keyLo[at] as number) <= (keyLo[at - 1] as number)) return false;
	}
	return true;
}

function pairEqualBytes(a: RecordIndex, b: RecordIndex, partner: Int32Array, taken: Uint8Array): void {
	const table = new ChainTable(keyAndContent(a), a.count);
	const names = keyAndContent(b);
	for (let at = 0; at < b.count; at++) {
		const other = table.take(names.lo[at] as number, names.hi[at] as number);
		if (other < 0) continue;
		partner[at] = other;
		taken[other] = 1;
	}
}

function keyAndContent({ count, keyLo, keyHi, hashLo, hashHi }: RecordIndex): Names {
	const lo = new Int32Array(count);
	const hi = new Int32Array(count);
	for (let at = 0; at < count; at++) {
		lo[at] = Math.imul(keyLo[at] as number, 0x2c1b3c6d) ^ (hashLo[at] as number);
		hi[at] =
			Math.imul(keyHi[at] as number, 0x297a2d39) ^ (hashHi[at] as number) ^ ((keyLo[at] as number) >>> 5);
	}
	return { lo, hi };
}

function pairByKey(a: RecordIndex, b: RecordIndex, partner: Int32Array, taken: Uint8Array): void {
	let table: ChainTable | undefined;
	let next = 0;
	for (let at = 0; at < b.count; at++) {
		if (partner[at] !== -1) continue;
		const lo = b.keyLo[at] as number;
		const hi = b.keyHi[at] as number;
		let other = ahead(a, next, lo, hi, taken);
		if (other < 0) {
			table ??= new ChainTable(keysOf(a), a.count, (record) => taken[record] === 0);
			// What the look ahead has taken since is still in the table.
			do other = table.take(lo, hi);
			while (other >= 0 && taken[other] === 1);
		}
		if (other < 0) continue;
		partner[at] = other;
		taken[other] = 1;
		next = other + 1;
	}
}

function ahead(a: RecordIndex, from: number, lo: number, hi: number, taken: Uint8Array): number {
	const end = Math.min(a.count, from + lookAhead);
	for (let at = from; at < end; at++)
		if (a.keyLo[at] === lo && a.keyHi[at] === hi && taken[at] === 0) return at;
	return -1;
}

function sorted(
	a: RecordIndex,
	b: RecordIndex,
	partner: Int32Array,
	taken: Uint8Array,
): Omit<Joined, 'repeats'> {
	const [differingOld, differingNew, added, removed] = [0, 0, 0, 0].map(() => new NumberList()) as Lists;
	let same = 0;
	for (let at = 0; at < b.count; at++) {
		const other = partner[at] as number;
		if (other < 0) added.push(at);
		else if (a.hashLo[other] === b.hashLo[at] && a.hashHi[other] === b.hashHi[at]) same++;
		else {
			differingOld.push(other);
			differingNew.push(at);
		}
	}
	for (let at = 0; at < a.count; at++) if (taken[at] === 0) removed.push(at);
	return {
		same,
		differingOld: differingOld.values(),
		differingNew: differingNew.values(),
		added: added.values(),
		removed: removed.values(),
	};
}

type Lists = [NumberList, NumberList, NumberList, NumberList];
