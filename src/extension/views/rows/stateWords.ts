import type { ArtifactStatus } from '../../../core/model.ts';
import type { Wording } from '../../support/wording.ts';
import type { RowIcon } from './row.ts';

/** An artifact's state as an icon and a word, never by colour alone. */
export interface StateWords {
	readonly icon: RowIcon;
	/** Empty while the state is being found out. */
	readonly word: string;
	/** Whether it asks for something to be done; such a word stands first. */
	readonly urgent: boolean;
}

const modifiedColor = 'gitDecoration.modifiedResourceForeground';
const warningColor = 'list.warningForeground';

/** The words for a status; undefined stands for one that is not known yet. */
export function stateWords(w: Wording, status: ArtifactStatus | undefined): StateWords {
	if (status === undefined) return calm('circle-outline', '');
	switch (status.local) {
		case 'missing':
			return missingWords(w, status);
		case 'partial':
			return urgent('cloud-download', w.t('partly here'));
		case 'modified':
			return urgent('circle-filled', w.t('modified'), modifiedColor);
		case 'unknown':
			return urgent('question', w.t('not checked'));
		case 'present':
			return presentWords(w, status);
	}
}

/** Content that is neither here nor on its remote cannot be fetched: somebody else has to push it. */
function missingWords(w: Wording, status: ArtifactStatus): StateWords {
	if (status.remote !== 'unpushed') return urgent('cloud-download', w.t('not here'));
	return urgent('warning', w.t('neither here nor on the remote'), warningColor);
}

function presentWords(w: Wording, status: ArtifactStatus): StateWords {
	switch (status.remote) {
		case 'unpushed':
			return urgent('cloud-upload', w.t('not pushed'), warningColor);
		case 'unknown':
			return calm('cloud', w.t('remote unknown'));
		case 'pushed':
			return calm('pass', w.t('pushed'));
		case 'never':
			return calm('pass', status.artifact.system === 'git' ? w.t('in git') : w.t('here'));
	}
}

function urgent(id: string, word: string, color?: string): StateWords {
	return { icon: { id, color }, word, urgent: true };
}

function calm(id: string, word: string): StateWords {
	return { icon: { id }, word, urgent: false };
}

/** Two characters at most, for the decoration of a file; undefined when there is nothing to say. */
export function stateBadge(
	w: Wording,
	status: ArtifactStatus,
): { readonly badge: string; readonly tooltip: string; readonly color: string | undefined } | undefined {
	const unpushed = status.remote === 'unpushed';
	if (status.local === 'modified') {
		const badge = unpushed ? 'M⇡' : 'M';
		return { badge, tooltip: w.t('Modified since it was tracked'), color: modifiedColor };
	}
	if (unpushed && status.local === 'missing') {
		return {
			badge: '!',
			tooltip: w.t('Neither here nor on the remote: who tracked it has to push it'),
			color: warningColor,
		};
	}
	if (unpushed) return { badge: '⇡', tooltip: w.t('Not pushed: on this machine only'), color: warningColor };
	if (status.local === 'missing')
		return { badge: '☁', tooltip: w.t('Not here: fetch to get it'), color: undefined };
	if (status.local === 'partial') return { badge: '☁', tooltip: w.t('Partly here'), color: undefined };
	return undefined;
}
