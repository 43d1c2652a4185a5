import type { RecordRow } from '../core/labels/model.ts';
import { CHANGE_SIGNS, changeWord } from './changeText.ts';
import { usePanel } from './context.ts';
import { FieldTable } from './fieldTable.tsx';
import { Icon } from './icon.tsx';
import { Message } from './message.tsx';
import { RecordImageView } from './recordImageView.tsx';
import { t } from './texts.ts';
import { useRecord } from './useRecord.ts';

interface RecordPaneProps {
	readonly file: number;
	/** Undefined when none is chosen, or while it is on its way. */
	readonly row: RecordRow | undefined;
	/** Place in the list, −1 when none is chosen. */
	readonly position: number;
	readonly total: number;
	onMove(position: number): void;
	onLeave(): void;
}

/** One record, old and new: its picture with both boxes, and its fields. */
export function RecordPane({ file, row, position, total, onMove, onLeave }: RecordPaneProps) {
	const { record, error } = useRecord(file, row?.index);
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		onLeave();
	};
	return (
		<section class="record-pane" tabIndex={-1} aria-label={t('Record')} onKeyDown={onKeyDown}>
			{row === undefined ? (
				<NoRecord chosen={position >= 0} />
			) : (
				<>
					<RecordHead row={row} position={position} total={total} onMove={onMove} />
					{error !== undefined && (
						<Message icon="error" title={t('The record could not be read')} alert>
							<p class="plain">{error}</p>
						</Message>
					)}
					{record !== undefined && (
						<>
							<RecordImageView key={record.index} file={file} record={record} />
							<FieldTable record={record} />
						</>
					)}
				</>
			)}
		</section>
	);
}

function RecordHead({
	row,
	position,
	total,
	onMove,
}: Omit<RecordPaneProps, 'file' | 'onLeave' | 'row'> & { readonly row: RecordRow }) {
	const { formats } = usePanel();
	return (
		<div class="record-head">
			<span class={`sign ${row.kind}`} aria-hidden="true">
				{CHANGE_SIGNS[row.kind]}
			</span>
			<h3 class="ellipsis" title={row.key}>
				{row.key}
			</h3>
			<span class={row.kind}>{changeWord(row.kind)}</span>
			{row.iou !== undefined && <span class="note">{t('overlap {0}', formats.overlap(row.iou))}</span>}
			<span class="grow" />
			<button
				type="button"
				class="icon-button"
				disabled={position <= 0}
				title={t('Previous record ([)')}
				aria-label={t('Previous record')}
				onClick={() => onMove(position - 1)}
			>
				<Icon name="chevronLeft" />
			</button>
			<span class="note place">{t('{0} of {1}', formats.count(position + 1), formats.count(total))}</span>
			<button
				type="button"
				class="icon-button"
				disabled={position >= total - 1}
				title={t('Next record (])')}
				aria-label={t('Next record')}
				onClick={() => onMove(position + 1)}
			>
				<Icon name="chevronRight" />
			</button>
		</div>
	);
}

function NoRecord({ chosen }: { chosen: boolean }) {
	if (chosen) return <div class="bone" />;
	return (
		<Message icon="picture" title={t('Choose a record to see it old and new')}>
			<p class="keys">
				<kbd>↑</kbd> <kbd>↓</kbd> {t('records')} · <kbd>[</kbd> <kbd>]</kbd> {t('previous, next')} ·{' '}
				<kbd>f</kbd> {t('filter')}
			</p>
		</Message>
	);
}
