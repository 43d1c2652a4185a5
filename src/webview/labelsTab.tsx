import { differing } from '../core/compare/labelSummary.ts';
import type { LabelFile } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import { LabelFileList } from './labelFileList.tsx';
import { LabelSummaryView } from './labelSummaryView.tsx';
import { Message } from './message.tsx';
import { RecordBrowser } from './recordBrowser.tsx';
import { t } from './texts.ts';
import type { RecordFilter } from './viewState.ts';

interface LabelsTabProps {
	readonly labels: readonly LabelFile[];
	/** Position of the label file shown. */
	readonly chosen: number;
	readonly filter: RecordFilter;
	onChoose(file: number): void;
	onFilter(filter: RecordFilter): void;
}

/** Label files, record by record. */
export function LabelsTab({ labels, chosen, filter, onChoose, onFilter }: LabelsTabProps) {
	const label = labels[chosen];
	if (label === undefined) {
		return (
			<Message icon="check" title={t('No differing label files')}>
				<p>{t('Every label file has the same content in both versions.')}</p>
			</Message>
		);
	}
	return (
		<div class="labels">
			{labels.length > 1 && <LabelFileList labels={labels} chosen={chosen} onChoose={onChoose} />}
			<LabelFileView key={chosen} file={chosen} label={label} filter={filter} onFilter={onFilter} />
		</div>
	);
}

interface LabelFileViewProps {
	readonly file: number;
	readonly label: LabelFile;
	readonly filter: RecordFilter;
	onFilter(filter: RecordFilter): void;
}

function LabelFileView({ file, label, filter, onFilter }: LabelFileViewProps) {
	const { state } = label;
	if (state.type !== 'done') return <LabelStateMessage file={file} label={label} />;
	const { summary } = state;
	return (
		<>
			<LabelSummaryView
				file={file}
				label={label}
				summary={summary}
				className={filter.className}
				onClass={(className) => onFilter({ ...filter, className })}
			/>
			{differing(summary) === 0 ? (
				<Message icon="check" title={t('No differing records')}>
					<p>{t('The file was written anew (order or layout), but every record is the same.')}</p>
				</Message>
			) : (
				<RecordBrowser key={summary.key} file={file} summary={summary} filter={filter} onFilter={onFilter} />
			)}
		</>
	);
}

/** What stands for a label file that is not compared: waiting, not here, running, failed. */
function LabelStateMessage({ file, label }: { file: number; label: LabelFile }) {
	const { host } = usePanel();
	const { state, path } = label;
	const compare = (text: string) => (
		<button
			type="button"
			class="primary"
			onClick={() => host.send({ type: 'compareLabels', file, key: undefined })}
		>
			{text}
		</button>
	);
	switch (state.type) {
		case 'running':
			return <Message icon="refresh" title={t('Comparing the records of {0}', path)} />;
		case 'notHere':
			return (
				<Message icon="info" title={t('{0} is not on this machine', path)}>
					<p>{t('Comparing its records fetches both versions of the file.')}</p>
					{compare(t('Fetch and Compare'))}
				</Message>
			);
		case 'failed':
			return (
				<Message
					icon={state.problem.cancelled ? 'info' : 'error'}
					alert={!state.problem.cancelled}
					title={state.problem.cancelled ? t('Cancelled') : t('The records could not be compared')}
				>
					{!state.problem.cancelled && <p class="plain">{state.problem.message}</p>}
					{state.problem.next !== undefined && <p>{state.problem.next}</p>}
					{compare(state.problem.cancelled ? t('Compare Records') : t('Try Again'))}
				</Message>
			);
		case 'done':
		case 'waiting':
			return (
				<Message icon="info" title={t('Not compared yet: {0}', path)}>
					{compare(t('Compare Records'))}
				</Message>
			);
	}
}
