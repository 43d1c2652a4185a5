import type { LabelFile, LabelState } from '../core/compare/messages.ts';
import { Counts } from './counts.tsx';
import { t } from './texts.ts';

interface LabelFileListProps {
	readonly labels: readonly LabelFile[];
	readonly chosen: number;
	onChoose(file: number): void;
}

/** The differing label files, with what is known of each. */
export function LabelFileList({ labels, chosen, onChoose }: LabelFileListProps) {
	return (
		<nav class="label-files" aria-label={t('Label files')}>
			{labels.map((label, file) => (
				<button
					key={label.path}
					type="button"
					class="label-file"
					aria-current={file === chosen}
					onClick={() => onChoose(file)}
				>
					<span class="ellipsis">{label.path}</span>
					<span class="grow" />
					<StateNote state={label.state} />
				</button>
			))}
		</nav>
	);
}

function StateNote({ state }: { state: LabelState }) {
	switch (state.type) {
		case 'done':
			return <Counts {...state.summary} />;
		case 'running':
			return <span class="note">{t('comparing')}</span>;
		case 'notHere':
			return <span class="note">{t('not here')}</span>;
		case 'failed':
			return state.problem.cancelled ? (
				<span class="note">{t('cancelled')}</span>
			) : (
				<span class="bad">{t('failed')}</span>
			);
		case 'waiting':
			return <span class="note">{t('waiting')}</span>;
	}
}
