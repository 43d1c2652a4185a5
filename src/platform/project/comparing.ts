import type { TidemarkError } from '../../core/errors.ts';
import { dvcMetricsDiff, dvcParamsDiff, type ValueFile, valueChanges } from '../../core/metrics/valueDiff.ts';
import type { Artifact, Comparison, FileChange, ManifestEntry, Side, Snapshot } from '../../core/model.ts';
import { compareSnapshots } from '../../core/versions/compareSnapshots.ts';
import { compareText } from '../../core/versions/compareText.ts';
import type { TreeChange } from '../../core/versions/diffTrees.ts';
import { classifyByName } from '../../core/versions/kind.ts';
import type { ObjectStore } from '../cache/objectStore.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import { withSizes } from './fileSizes.ts';
import type { RunOptions } from './project.ts';
import type { SideValues } from './values.ts';

/** What comparing two sides takes. */
export interface CompareServices {
	readonly git: GitRepository;
	/** For the work tree: what lies there, with the ids of the files as they are. */
	readonly contentSnapshot: (side: Side, options: RunOptions) => Promise<Snapshot>;
	readonly files: (artifact: Artifact, options: RunOptions) => Promise<readonly ManifestEntry[]>;
	readonly values: (side: Side, options: RunOptions) => Promise<SideValues>;
	readonly storeOf: (artifact: Artifact) => ObjectStore;
}

/** Everything that differs between two sides but label records. */
export async function compareSides(
	a: Side,
	b: Side,
	services: CompareServices,
	options: RunOptions = {},
): Promise<Comparison> {
	const [old, fresh, changes, oldValues, freshValues] = await Promise.all([
		services.contentSnapshot(a, options),
		services.contentSnapshot(b, options),
		gitChanges(a, b, services.git),
		services.values(a, options),
		services.values(b, options),
	]);
	const { files, incomplete } = await compareSnapshots(outside(old), outside(fresh), (artifact) =>
		Promise.resolve(artifact.entries ?? services.files(artifact, options)),
	);
	const plain = plainChanges(changes, old, fresh);
	const all = [...files, ...plain.artifacts].sort((x, y) => compareText(x.path, y.path));
	// A file that could not be read on one side is told as such, not as values that came or went.
	const unknown = new Set([...oldValues.errors, ...freshValues.errors].map(({ file }) => file));
	const readable = (values: readonly ValueFile[]) => values.filter(({ path }) => !unknown.has(path));
	const metrics = await dvcMetricsDiff(readable(oldValues.metrics), readable(freshValues.metrics));
	const params = await dvcParamsDiff(readable(oldValues.params), readable(freshValues.params));
	const errors = [...oldValues.errors, ...freshValues.errors, ...metrics.errors, ...params.errors];
	return {
		files: await withSizes(all, [old, fresh], services),
		code: await withSizes(plain.code, [], services),
		metrics: valueChanges(metrics.document),
		params: valueChanges(params.document),
		labels: all.filter(isComparableLabels).map(({ path }) => path),
		incomplete: [...incomplete, ...errors.map(unread)],
	};
}

/** Artifacts whose content is not in git itself. */
function outside(snapshot: Snapshot): Snapshot {
	return { ...snapshot, artifacts: snapshot.artifacts.filter(({ system }) => system !== 'git') };
}

async function gitChanges(a: Side, b: Side, git: GitRepository): Promise<readonly TreeChange[]> {
	if (a.type === 'commit' && b.type === 'commit') {
		return git.diffTrees(await git.rootTree(a.commit), await git.rootTree(b.commit));
	}
	if (a.type === 'commit') return git.workTreeChanges(a.commit);
	return b.type === 'commit' ? (await git.workTreeChanges(b.commit)).map(reversed) : [];
}

function reversed({ path, change, oldId, newId }: TreeChange): TreeChange {
	const opposite = { added: 'removed', removed: 'added', modified: 'modified' } as const;
	return { path, change: opposite[change], oldId: newId, newId: oldId };
}

interface PlainChanges {
	readonly artifacts: readonly FileChange[];
	readonly code: readonly FileChange[];
}

/** Git's changes, told apart: metrics, params and label files; code; pointers, which stand for content told elsewhere. */
function plainChanges(changes: readonly TreeChange[], old: Snapshot, fresh: Snapshot): PlainChanges {
	const known = [...old.artifacts, ...fresh.artifacts];
	const plain = new Map(known.filter(({ system }) => system === 'git').map((each) => [each.path, each]));
	const pointers = new Set(
		known.filter(({ system }) => system !== 'git').map(({ pointerFile }) => pointerFile),
	);
	const paths = new Set(known.filter(({ system }) => system === 'dvc').map(({ path }) => path));
	const artifacts: FileChange[] = [];
	const code: FileChange[] = [];
	for (const change of changes) {
		const artifact = plain.get(change.path);
		if (artifact !== undefined) artifacts.push(toFileChange(change, artifact));
		else if (!pointers.has(change.path) && !paths.has(change.path))
			code.push(toFileChange(change, undefined));
	}
	return { artifacts, code };
}

function toFileChange(change: TreeChange, artifact: Artifact | undefined): FileChange {
	const version = (id: string | undefined) => ({
		object: id === undefined ? undefined : ({ algorithm: 'gitBlob', hash: id } as const),
		size: undefined,
	});
	return {
		change: change.change,
		path: change.path,
		old: change.change === 'added' ? undefined : version(change.oldId),
		new: change.change === 'removed' ? undefined : version(change.newId),
		artifact: artifact?.path,
		kind: artifact?.kind,
	};
}

/** Label files the engine can join: text containers that are on both sides. */
function isComparableLabels({ change, path, kind }: FileChange): boolean {
	if (change === 'added' || change === 'removed' || !/\.(json|jsonl|ndjson)$/i.test(path)) return false;
	return kind === 'labels' || classifyByName({ path, isFolder: false }).kind === 'labels';
}

function unread(error: TidemarkError): { path: string; reason: string } {
	return { path: error.file ?? '', reason: error.describe() };
}
