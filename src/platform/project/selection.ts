import { TidemarkError } from '../../core/errors.ts';
import type { Artifact, Side, Snapshot } from '../../core/model.ts';
import { artifactsUnder, findArtifact } from '../../core/versions/findArtifact.ts';
import { objectKey } from '../cache/objectPath.ts';
import type { Wanted } from '../transfer/context.ts';
import type { TransferSelection } from './project.ts';

/** Gives the snapshots a selection is about. */
export interface SelectionSource {
	snapshot(side: Side): Promise<Snapshot>;
	/** Snapshots of every tag. */
	tagged(): Promise<readonly Snapshot[]>;
}

/** The artifacts, or parts of them, that a selection names; each content once. Throws `notFound` for an unknown path. */
export async function selectWanted(
	selection: TransferSelection,
	source: SelectionSource,
): Promise<readonly Wanted[]> {
	if (selection.side === 'allTags') {
		const wanted = (await source.tagged()).flatMap((snapshot) => wantedOf(snapshot, selection.paths, false));
		return withoutRepeats(wanted);
	}
	const snapshot = await source.snapshot(selection.side ?? { type: 'workspace' });
	return wantedOf(snapshot, selection.paths, true);
}

function wantedOf(snapshot: Snapshot, paths: readonly string[] | undefined, strict: boolean): Wanted[] {
	if (paths === undefined) return snapshot.artifacts.map((artifact) => ({ artifact }));
	const whole = new Set<Artifact>();
	const parts = new Map<Artifact, string[]>();
	for (const path of paths) {
		const below = artifactsUnder(snapshot, path);
		for (const artifact of below) whole.add(artifact);
		if (below.length > 0) continue;
		const found = findArtifact(snapshot, path);
		if (found !== undefined) parts.set(found.artifact, [...(parts.get(found.artifact) ?? []), found.inside]);
		else if (strict && path !== '') throw unknownPath(path, snapshot);
	}
	const partial = [...parts].filter(([artifact]) => !whole.has(artifact));
	return [
		...[...whole].map((artifact) => ({ artifact })),
		...partial.map(([artifact, inside]) => ({ artifact, inside })),
	];
}

/** Throws `notFound` for a path that is no artifact, in none and has none below; '' is the whole repository. */
export function refuseUnknown(snapshot: Snapshot, paths: readonly string[]): void {
	wantedOf(snapshot, paths, true);
}

function unknownPath(path: string, snapshot: Snapshot): TidemarkError {
	const broken = snapshot.broken.find(({ path: pointer }) => pointer === `${path}.dvc` || pointer === path);
	if (broken !== undefined) return broken.error;
	return new TidemarkError('notFound', `"${path}" is no artifact, and in none.`, {
		next: 'List what is tracked with "tidemark ls -R", or track it first.',
	});
}

function withoutRepeats(wanted: readonly Wanted[]): readonly Wanted[] {
	const seen = new Map<string, Wanted>();
	for (const each of wanted) {
		const { projectRoot, path, object, remote } = each.artifact;
		const key = JSON.stringify([projectRoot, path, object && objectKey(object), remote, each.inside]);
		if (object === undefined || !seen.has(key))
			seen.set(object === undefined ? `${key}${seen.size}` : key, each);
	}
	return [...seen.values()];
}
