import type { RecordChangeKind } from '../core/labels/model.ts';
import type { ChangeKind } from '../core/model.ts';
import { t } from './texts.ts';

/** One character for a kind of change; always beside a word or with a label. */
export const CHANGE_SIGNS: Readonly<Record<ChangeKind | RecordChangeKind, string>> = {
	added: '+',
	removed: '−',
	modified: '~',
	changed: '~',
	renamed: '→',
};

/** The word for a kind of change. */
export function changeWord(change: ChangeKind | RecordChangeKind): string {
	return {
		added: t('added'),
		removed: t('removed'),
		modified: t('modified'),
		changed: t('changed'),
		renamed: t('renamed'),
	}[change];
}
