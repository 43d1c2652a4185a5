import type { UnpushedSummary } from '../projects/mergeStatuses.ts';
import { formatAgo, formatArtifacts, formatCount } from '../support/format.ts';
import type { Wording } from '../support/wording.ts';

/** What the status bar says; undefined hides the item. */
export interface StatusText {
	readonly text: string;
	readonly spoken: string;
	readonly tooltip: string;
	/** Only for a definite miss. */
	readonly warns: boolean;
}

/** Adds up the projects of a window; the answer is as old as its oldest part. */
export function addSummaries(summaries: readonly UnpushedSummary[]): UnpushedSummary {
	const uploading = summaries.filter(({ uploadable }) => uploadable > 0);
	const times = uploading.map(({ checkedAt }) => checkedAt);
	const known = times.filter((time) => time !== undefined);
	const sum = (field: 'unpushed' | 'unknown' | 'uploadable'): number =>
		uploading.reduce((total, summary) => total + summary[field], 0);
	return {
		unpushed: sum('unpushed'),
		unknown: sum('unknown'),
		uploadable: sum('uploadable'),
		checkedAt: known.length === times.length && known.length > 0 ? Math.min(...known) : undefined,
	};
}

/** Text of the status item. `warn` is the user's wish to see the warning colour. */
export function statusText(w: Wording, summary: UnpushedSummary, warn: boolean): StatusText | undefined {
	const { unpushed, unknown, uploadable } = summary;
	if (uploadable === 0) return undefined;
	const tooltip = tooltipText(w, summary);
	const n = formatCount(w, unpushed);
	if (unpushed > 0) {
		return {
			text: `⇡ ${w.t('{0} unpushed', n)}`,
			spoken: w.t('{0} not pushed', formatArtifacts(w, unpushed)),
			tooltip,
			warns: warn,
		};
	}
	if (unknown > 0) {
		const text = w.t('unpushed: not checked');
		return { text: `$(question) ${text}`, spoken: text, tooltip, warns: false };
	}
	const text = w.t('up to date');
	return { text: `$(cloud) ${text}`, spoken: w.t('All artifacts are pushed'), tooltip, warns: false };
}

function tooltipText(w: Wording, { unpushed, unknown, uploadable, checkedAt }: UnpushedSummary): string {
	const all = formatArtifacts(w, uploadable);
	const lines = [
		unpushed > 0 ? w.t('{0} of {1} not on the remote.', formatCount(w, unpushed), all) : undefined,
		unknown > 0
			? w.t('{0} whose remote was not asked or did not answer.', formatArtifacts(w, unknown))
			: undefined,
		unpushed + unknown === 0 ? w.t('{0}, every file of them on the remote.', all) : undefined,
		checkedAt === undefined ? undefined : w.t('Asked {0}.', formatAgo(w, checkedAt)),
	];
	return lines.filter((line) => line !== undefined).join('\n');
}
