import type { Artifact, RemoteState } from '../model.ts';

/** What a remote said about one artifact. */
export interface RemoteAnswer {
	readonly remoteName?: string | undefined;
	/** Paths of entries (the artifact itself, files in it) whose object the remote definitely lacks. */
	readonly missing: ReadonlySet<string>;
	/** Different objects among {@link missing}. */
	readonly missingObjects: number;
	/** Why the answer is not complete; undefined when every object was accounted for. */
	readonly reason?: string | undefined;
	/** When the remote was asked; undefined when the answer comes from the pointer alone. */
	readonly checkedAt?: number | undefined;
}

/** The answer when nothing is known. */
export function noAnswer(reason: string, remoteName?: string): RemoteAnswer {
	return { remoteName, missing: new Set(), missingObjects: 0, reason };
}

/** Whether an artifact's content is of the kind that is uploaded at all. */
export function isUploadable(artifact: Artifact): boolean {
	return artifact.push && artifact.cached && artifact.system !== 'git';
}

/** A definite miss is `unpushed`, whatever else is not known; `pushed` is said only of a complete answer. */
export function remoteState(artifact: Artifact, answer: RemoteAnswer): RemoteState {
	if (!isUploadable(artifact)) return 'never';
	if (answer.missing.size > 0) return 'unpushed';
	return answer.reason === undefined ? 'pushed' : 'unknown';
}
