import type { IncompleteFolder } from '../core/compare/messages.ts';
import { Icon } from './icon.tsx';
import { t } from './texts.ts';

/** Folders that could not be compared file by file, and why. */
export function Incomplete({ folders }: { folders: readonly IncompleteFolder[] }) {
	if (folders.length === 0) return null;
	return (
		<section class="warning" aria-label={t('Not compared file by file')}>
			<Icon name="warning" />
			<ul>
				{folders.map(({ path, reason }) => (
					<li key={path}>
						<span class="strong">{path}</span>{' '}
						<span>{t('differs, but its files are not known: {0}', reason)}</span>
					</li>
				))}
			</ul>
		</section>
	);
}
