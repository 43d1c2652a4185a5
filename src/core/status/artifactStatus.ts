import type { Artifact, ArtifactStatus } from '../model.ts';
import type { DiskContent } from './diskContent.ts';
import { localState } from './localState.ts';
import { noAnswer, type RemoteAnswer, remoteState } from './remoteState.ts';
import type { FolderListing } from './trackedTree.ts';

/** Everything known about one artifact. */
export interface ArtifactFacts {
	readonly disk: DiskContent;
	readonly listing: FolderListing;
	/** Undefined when nobody asked. */
	readonly remote: RemoteAnswer | undefined;
}

/** The two states of an artifact of the work tree, with their reasons. */
export function artifactStatus(artifact: Artifact, facts: ArtifactFacts): ArtifactStatus {
	const { local, reason } = localState(artifact, facts.disk, facts.listing);
	const answer = facts.remote ?? noAnswer('The remote was not asked.');
	const remote = remoteState(artifact, answer);
	return {
		artifact,
		local,
		remote,
		remoteName: remote === 'never' ? undefined : answer.remoteName,
		unpushedObjects: remote === 'unpushed' ? answer.missingObjects : 0,
		checkedAt: remote === 'never' ? undefined : answer.checkedAt,
		reason: reason ?? (remote === 'unknown' ? answer.reason : undefined),
	};
}
