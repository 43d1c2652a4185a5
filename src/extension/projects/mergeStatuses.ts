import type { ArtifactStatus } from '../../core/model.ts';

/** What is known of the uploads of one work tree. */
export interface UnpushedSummary {
	/** Artifacts with a definite miss on their remote. */
	readonly unpushed: number;
	/** Artifacts whose remote was not asked or did not answer. */
	readonly unknown: number;
	/** Artifacts that belong on a remote. */
	readonly uploadable: number;
	/** When the oldest of the answers was given, if all remotes were asked. */
	readonly checkedAt: number | undefined;
}

/**
 * New statuses, where a run that did not ask the remotes keeps what an earlier one learned about the same content.
 * An artifact whose pointer now names other content is unknown again.
 */
export function mergeStatuses(
	old: ReadonlyMap<string, ArtifactStatus>,
	fresh: readonly ArtifactStatus[],
): ReadonlyMap<string, ArtifactStatus> {
	return new Map(fresh.map((status) => [status.artifact.path, withKnownRemote(status, old)]));
}

function withKnownRemote(status: ArtifactStatus, old: ReadonlyMap<string, ArtifactStatus>): ArtifactStatus {
	const before = old.get(status.artifact.path);
	if (status.remote !== 'unknown' || before?.checkedAt === undefined || !sameContent(status, before))
		return status;
	const { remote, remoteName, unpushedObjects, checkedAt } = before;
	return {
		...status,
		remote,
		remoteName,
		unpushedObjects,
		checkedAt,
		reason: before.reason ?? status.reason,
	};
}

function sameContent(a: ArtifactStatus, b: ArtifactStatus): boolean {
	return a.artifact.object !== undefined && a.artifact.object.hash === b.artifact.object?.hash;
}

/** Paths whose state a person would see change, plus those that came or went. */
export function changedPaths(
	old: ReadonlyMap<string, ArtifactStatus>,
	fresh: ReadonlyMap<string, ArtifactStatus>,
): ReadonlySet<string> {
	const paths = new Set([...old.keys(), ...fresh.keys()]);
	return new Set([...paths].filter((path) => !looksSame(old.get(path), fresh.get(path))));
}

function looksSame(a: ArtifactStatus | undefined, b: ArtifactStatus | undefined): boolean {
	return a?.local === b?.local && a?.remote === b?.remote && a?.reason === b?.reason;
}

export function summarizeUnpushed(statuses: Iterable<ArtifactStatus>): UnpushedSummary {
	const uploadable = [...statuses].filter((status) => status.remote !== 'never');
	const count = (remote: ArtifactStatus['remote']): number =>
		uploadable.filter((status) => status.remote === remote).length;
	const times = uploadable.map((status) => status.checkedAt);
	const known = times.filter((time) => time !== undefined);
	return {
		unpushed: count('unpushed'),
		unknown: count('unknown'),
		uploadable: uploadable.length,
		checkedAt: known.length === times.length && known.length > 0 ? Math.min(...known) : undefined,
	};
}
