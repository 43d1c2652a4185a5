import { usePanel } from './context.ts';
import type { PanelState } from './panelState.ts';
import { t } from './texts.ts';

/** A thin line that says what is going on, with a way to stop it. Takes no room when nothing is. */
export function ProgressLine({ state }: { state: PanelState }) {
	const { host, formats } = usePanel();
	const { progress } = state;
	const amount = progress?.unit === 'bytes' ? formats.bytes : formats.count;
	const known = progress !== undefined && progress.total > 0;
	return (
		<div class="progress" aria-live="polite">
			{state.busy && (
				<>
					<div class="progress-track">
						{known ? (
							<div class="progress-part" style={{ width: `${(progress.done / progress.total) * 100}%` }} />
						) : (
							<div class="progress-unknown" />
						)}
					</div>
					<div class="progress-text">
						<span class="ellipsis">{whatIsGoingOn(state)}</span>
						{known && (
							<span class="note">{t('{0} of {1}', amount(progress.done), amount(progress.total))}</span>
						)}
						<button type="button" class="link" onClick={() => host.send({ type: 'cancel' })}>
							{t('Cancel')}
						</button>
					</div>
				</>
			)}
		</div>
	);
}

function whatIsGoingOn({ summary, labels, progress }: PanelState): string {
	const running = labels.find(({ state }) => state.type === 'running');
	if (running) return t('Comparing the records of {0}', running.path);
	if (progress?.subject) return t('Comparing {0}', progress.subject);
	return summary === undefined ? t('Comparing files, metrics and params') : t('Comparing label records');
}
