import type { IncompleteFolder } from '../core/compare/messages.ts';
import { Icon } from './icon.tsx';
import { t } from './texts.ts';

/** Folders that could not be compared file by file, and why; a reason that several share is told once. */
export function Incomplete({ folders }: { folders: readonly IncompleteFolder[] }) {
	if (folders.length === 0) return null;
	return (
		<section class="warning" aria-label={t('Not compared file by file')}>
			<Icon name="warning" />
			<ul>
				{[...pathsByReason(folders)].map(([reason, paths]) => (
					<li key={reason}>
						<span class="strong">{paths.join(', ')}</span> <span>{notKnown(paths, reason)}</span>
					</li>
				))}
			</ul>
		</section>
	);
}

function notKnown(paths: readonly string[], reason: string): string {
	if (paths.length === 1) return t('differs, but its files are not known: {0}', reason);
	return t('differ, but their files are not known: {0}', reason);
}

function pathsByReason(folders: readonly IncompleteFolder[]): ReadonlyMap<string, readonly string[]> {
	const paths = new Map<string, string[]>();
	for (const { path, reason } of folders) {
		const shared = paths.get(reason);
		if (shared === undefined) paths.set(reason, [path]);
		else if (path !== '') shared.push(path);
	}
	return paths;
}
