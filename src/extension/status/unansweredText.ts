import type { ArtifactStatus } from '../../core/model.ts';
import { formatArtifacts } from '../support/format.ts';
import type { Wording } from '../support/wording.ts';

/** How many artifacts no remote answered for, and the first reason; undefined when all were answered. */
export function unansweredText(w: Wording, statuses: readonly ArtifactStatus[]): string | undefined {
	const unanswered = statuses.filter(({ remote }) => remote === 'unknown');
	const reason = unanswered.map((status) => status.reason).find((each) => each !== undefined);
	if (reason === undefined) return undefined;
	return w.t('No answer for {0}: {1}', formatArtifacts(w, unanswered.length), reason);
}
