import type { Artifact, ObjectId, Snapshot } from '../model.ts';
import { compareText } from './compareText.ts';
import type { ContentRow } from './contentRows.ts';
import { diffRows, type Manifests } from './diffRows.ts';
import type { ManifestId } from './fingerprint.ts';
import { pairRenames, type RowChange } from './pairRenames.ts';

type Hash = string | null;
type Change<P, H> = { readonly path: P; readonly hash?: H };
interface OldAndNew<T> {
	readonly old: T;
	readonly new: T;
}

/** What `dvc diff --json` prints; folders end in `/`. */
export interface DvcDiff {
	readonly added: readonly Change<string, Hash>[];
	readonly deleted: readonly Change<string, Hash>[];
	readonly modified: readonly Change<string, OldAndNew<Hash>>[];
	readonly renamed: readonly Change<OldAndNew<string>, Hash>[];
	/** Only when comparing with the work tree: what of the old side is not in the cache. */
	readonly 'not in cache'?: readonly Change<string, Hash>[];
}

export interface DvcDiffOptions {
	readonly manifests: Manifests;
	/** `--show-hash`. */
	readonly showHash?: boolean | undefined;
	/** Given when `b` is the work tree: whether an object of the old side is in the cache. */
	readonly isCached?: ((object: ObjectId, artifact: Artifact) => Promise<boolean>) | undefined;
	/** Id of a cloud-versioned folder's manifest, for `showHash`; without it such a folder's hash is null. */
	readonly manifestId?: ManifestId | undefined;
}

/**
 * The document of `dvc diff A B --json`, for DVC and Git LFS artifacts; `{}` when nothing differs. Outs with
 * `cache: false` do not appear, as in DVC. For the work tree `b` holds the hashes of the files as they lie there.
 */
export async function dvcDiff(
	a: Snapshot,
	b: Snapshot,
	options: DvcDiffOptions,
): Promise<DvcDiff | Record<string, never>> {
	const withUnchanged = options.isCached !== undefined;
	const [olds, news] = [a.artifacts.filter(isCompared), b.artifacts.filter(isCompared)];
	const { pairs } = await diffRows(olds, news, options.manifests, { withUnchanged });
	const changes = pairRenames(pairs.filter(({ same }) => !same));
	const oldRows = pairs.flatMap(({ old }) => old ?? []);
	const notCached = options.isCached && (await missing(oldRows, options.isCached));
	if (changes.length === 0 && (notCached ?? []).length === 0) return {};
	const item = new Formatter(options);
	return {
		added: item.list(changes, (row) => row.change === 'added' && item.one(row.new)),
		deleted: item.list(changes, (row) => row.change === 'removed' && item.one(row.old)),
		modified: item.list(changes, (row) => row.change === 'modified' && item.modified(row)),
		renamed: item.list(changes, (row) => row.change === 'renamed' && item.renamed(row)),
		...(notCached && { 'not in cache': notCached.map((row) => item.one(row)).sort(byPath) }),
	};
}

function isCompared({ system, cached }: Artifact): boolean {
	return cached && system !== 'git';
}

async function missing(
	rows: readonly ContentRow[],
	isCached: NonNullable<DvcDiffOptions['isCached']>,
): Promise<ContentRow[]> {
	const found = await Promise.all(
		rows.map(async ({ object, artifact }) => object === undefined || (await isCached(object, artifact))),
	);
	return rows.filter((_, index) => found[index] === false);
}

type Both = Extract<RowChange, { change: 'modified' | 'renamed' }>;

/** Writes rows as DVC does, with or without hashes. */
class Formatter {
	readonly #options: DvcDiffOptions;

	constructor(options: DvcDiffOptions) {
		this.#options = options;
	}

	list<T extends Change<string | OldAndNew<string>, unknown>>(
		changes: readonly RowChange[],
		format: (row: RowChange) => T | false,
	): T[] {
		return changes
			.map(format)
			.filter((item) => item !== false)
			.sort(byPath);
	}

	one(row: ContentRow): Change<string, Hash> {
		return this.#withHash(shownPath(row), () => this.#hash(row));
	}

	/** DVC names the old side's path: a folder that became a file ends in `/`. */
	modified(row: Both): Change<string, OldAndNew<Hash>> {
		return this.#withHash(shownPath(row.old), () => ({ old: this.#hash(row.old), new: this.#hash(row.new) }));
	}

	renamed(row: Both): Change<OldAndNew<string>, Hash> {
		return this.#withHash({ old: shownPath(row.old), new: shownPath(row.new) }, () => this.#hash(row.old));
	}

	#withHash<P, H>(path: P, hash: () => H): Change<P, H> {
		return this.#options.showHash === true ? { path, hash: hash() } : { path };
	}

	#hash({ object, artifact, isFolder }: ContentRow): Hash {
		const listed = isFolder && artifact.entries !== undefined ? artifact.entries : undefined;
		return (object ?? (listed && this.#options.manifestId?.(listed)))?.hash ?? null;
	}
}

function shownPath({ path, isFolder }: ContentRow): string {
	return isFolder ? `${path}/` : path;
}

function byPath(a: Change<string | OldAndNew<string>, unknown>, b: typeof a): number {
	return compareText(sortedBy(a.path), sortedBy(b.path));
}

function sortedBy(path: string | OldAndNew<string>): string {
	return typeof path === 'string' ? path : path.old;
}
