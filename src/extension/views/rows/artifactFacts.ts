import type { Artifact, ArtifactStatus, RemoteState } from '../../../core/model.ts';
import { formatAgo, formatCount, formatSize, formatTime } from '../../support/format.ts';
import type { Wording } from '../../support/wording.ts';

/** One line of a tooltip: what it is, and its value as plain text. */
export type Fact = readonly [name: string, value: string];

/** Everything that is known of an artifact. */
export function artifactFacts(
	w: Wording,
	artifact: Artifact,
	status: ArtifactStatus | undefined,
): readonly Fact[] {
	return known([
		[w.t('Path'), artifact.path],
		[w.t('Description'), artifact.description],
		[w.t('Pointer'), artifact.pointerFile],
		[w.t('Stage'), artifact.stage],
		[w.t('Format'), artifact.format],
		[w.t('Size'), sizeText(w, artifact.size)],
		[w.t('Files'), artifact.fileCount === undefined ? undefined : formatCount(w, artifact.fileCount)],
		[artifact.object?.algorithm ?? '', artifact.object?.hash],
		...statusFacts(w, artifact, status),
	]);
}

function statusFacts(
	w: Wording,
	artifact: Artifact,
	status: ArtifactStatus | undefined,
): readonly MaybeFact[] {
	if (status === undefined) return [[w.t('Remote'), artifact.remote]];
	const { checkedAt } = status;
	return [
		[w.t('Remote'), status.remoteName ?? artifact.remote],
		[w.t('Upload'), remoteText(w, status)],
		[w.t('Objects not pushed'), countText(w, status.unpushedObjects)],
		[
			w.t('Remote asked'),
			checkedAt === undefined ? undefined : `${formatAgo(w, checkedAt)}, ${formatTime(w, checkedAt)}`,
		],
		[w.t('Why'), status.reason],
	];
}

function remoteText(w: Wording, { remote, reason }: ArtifactStatus): string {
	const texts: Readonly<Record<RemoteState, string>> = {
		pushed: w.t('Pushed: every file of it is on the remote'),
		unpushed: w.t('Not pushed: the remote lacks it'),
		unknown: reason === undefined ? w.t('Not known: run Check Now') : w.t('Not known'),
		never: w.t('Nothing to upload'),
	};
	return texts[remote];
}

function sizeText(w: Wording, size: number | undefined): string | undefined {
	return size === undefined ? undefined : `${formatSize(w, size)} (${formatCount(w, size)} B)`;
}

function countText(w: Wording, count: number): string | undefined {
	return count === 0 ? undefined : formatCount(w, count);
}

type MaybeFact = readonly [name: string, value: string | undefined];

/** Facts that have a value. */
export function known(maybe: readonly MaybeFact[]): readonly Fact[] {
	return maybe.flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [[name, value] as const],
	);
}
