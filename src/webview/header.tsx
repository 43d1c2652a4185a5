import { usePanel } from './context.ts';
import { Icon } from './icon.tsx';
import type { PanelState } from './panelState.ts';
import { ProgressLine } from './progressLine.tsx';
import { t } from './texts.ts';

/** The two versions, what is going on, and what can be done with their comparison. */
export function Header({ state }: { state: PanelState }) {
	const { busy, copied, summary } = state;
	const { host } = usePanel();
	return (
		<header class="head">
			<h1 class="versions">
				<VersionButton which="a" />
				<button
					type="button"
					class="icon-button"
					title={t('Swap the versions')}
					aria-label={t('Swap the versions')}
					onClick={() => host.send({ type: 'swap' })}
				>
					<Icon name="swap" />
				</button>
				<VersionButton which="b" />
			</h1>
			<ProgressLine state={state} />
			<span class="note" role="status">
				{copied > 0 && t('Copied')}
			</span>
			<button
				type="button"
				class="text-button"
				disabled={summary === undefined}
				onClick={() => host.send({ type: 'copyMarkdown' })}
			>
				<Icon name="copy" />
				<span class="wide-only">{t('Copy as Markdown')}</span>
			</button>
			<button
				type="button"
				class="icon-button"
				disabled={busy}
				title={t('Compare again')}
				aria-label={t('Compare again')}
				onClick={() => host.send({ type: 'refresh' })}
			>
				<Icon name="refresh" />
			</button>
		</header>
	);
}

function VersionButton({ which }: { which: 'a' | 'b' }) {
	const { host, names } = usePanel();
	const role = which === 'a' ? t('old') : t('new');
	const name = names[which === 'a' ? 0 : 1];
	return (
		<button
			type="button"
			class={`version ${which === 'a' ? 'old' : 'new'}`}
			title={t('Choose another version')}
			aria-label={t('{0} version: {1}. Choose another version', role, name)}
			onClick={() => host.send({ type: 'pick', which })}
		>
			<span class="version-role">{role}</span>
			<span class="version-name">{name}</span>
			<Icon name="chevronDown" />
		</button>
	);
}
