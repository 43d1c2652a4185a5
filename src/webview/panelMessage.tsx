import type { ComparisonSummary } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import { Message } from './message.tsx';
import type { PanelState } from './panelState.ts';
import { t } from './texts.ts';

/** What stands in the panel while there is no comparison: it runs, it was cancelled, or it failed. */
export function PanelMessage({ state }: { state: PanelState }) {
	const { host } = usePanel();
	const { problem } = state;
	if (problem === undefined) return <Skeleton />;
	const again = (
		<button type="button" class="primary" onClick={() => host.send({ type: 'refresh' })}>
			{problem.cancelled ? t('Compare') : t('Try Again')}
		</button>
	);
	if (problem.cancelled) {
		return (
			<Message icon="info" title={t('Cancelled')}>
				<p>{t('Nothing was changed.')}</p>
				{again}
			</Message>
		);
	}
	return (
		<Message icon="error" title={t('The versions could not be compared')} alert>
			<p class="plain">{problem.message}</p>
			{problem.next !== undefined && <p>{problem.next}</p>}
			{again}
		</Message>
	);
}

/** Whether the two versions are the same in everything that is compared. */
export function isEmpty({ files, code, valueTotal, labels, incomplete }: ComparisonSummary): boolean {
	return files.total + code.total + valueTotal + labels.length + incomplete.length === 0;
}

/** What stands in the panel when they are. */
export function NoDifferences() {
	const { names } = usePanel();
	return (
		<Message icon="check" title={t('No differences')}>
			<p>{t('Files, labels, metrics, params and code are the same in {0} and {1}.', ...names)}</p>
		</Message>
	);
}

/** The shape of what comes; read out as nothing. */
function Skeleton() {
	return (
		<div class="skeleton" aria-hidden="true">
			{[62, 48, 71, 40, 55].map((width) => (
				<div key={width} class="bone" style={{ width: `${width}%` }} />
			))}
		</div>
	);
}
