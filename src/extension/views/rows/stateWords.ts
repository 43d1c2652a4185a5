import type { ArtifactStatus } from '../../../core/model.ts';
import type { Wording } from '../../support/wording.ts';
import type { RowIcon } from './row.ts';

/** An artifact's state as an icon and a word, never by colour alone. */
export interface StateWords {
	readonly icon: RowIcon;
	/** Empty while the state is being found out. */
	readonly word: string;
}

const modifiedColor = 'gitDecoration.modifiedResourceForeground';
const warningColor = 'list.warningForeground';

/** The words for a status; undefined stands for one that is not known yet. */
export function stateWords(w: Wording, status: ArtifactStatus | undefined): StateWords {
	if (status === undefined) return { icon: { id: 'circle-outline' }, word: '' };
	switch (status.local) {
		case 'missing':
			return { icon: { id: 'cloud-download' }, word: w.t('not here') };
		case 'partial':
			return { icon: { id: 'cloud-download' }, word: w.t('partly here') };
		case 'modified':
			return { icon: { id: 'circle-filled', color: modifiedColor }, word: w.t('modified') };
		case 'unknown':
			return { icon: { id: 'question' }, word: w.t('not checked') };
		case 'present':
			return presentWords(w, status);
	}
}

function presentWords(w: Wording, status: ArtifactStatus): StateWords {
	switch (status.remote) {
		case 'unpushed':
			return { icon: { id: 'cloud-upload', color: warningColor }, word: w.t('not pushed') };
		case 'unknown':
			return { icon: { id: 'cloud' }, word: w.t('remote not asked') };
		case 'pushed':
			return { icon: { id: 'pass' }, word: w.t('pushed') };
		case 'never':
			return {
				icon: { id: 'pass' },
				word: status.artifact.system === 'git' ? w.t('in git') : w.t('here'),
			};
	}
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
	if (unpushed) return { badge: '⇡', tooltip: w.t('Not pushed: on this machine only'), color: warningColor };
	if (status.local === 'missing')
		return { badge: '☁', tooltip: w.t('Not here: fetch to get it'), color: undefined };
	if (status.local === 'partial') return { badge: '☁', tooltip: w.t('Partly here'), color: undefined };
	return undefined;
}
