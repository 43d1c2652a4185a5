import type { RecordRow } from '../core/labels/model.ts';
import { CHANGE_SIGNS, changeWord } from './changeText.ts';
import { usePanel } from './context.ts';
import { Message } from './message.tsx';
import { ROW_HEIGHT } from './rowHeight.ts';
import { t } from './texts.ts';
import type { Records } from './useRecords.ts';
import { VirtualList } from './virtualList.tsx';

interface RecordListProps {
	readonly records: Records;
	readonly active: number;
	onActive(index: number): void;
	onOpen(): void;
}

/** The differing records, one a line. */
export function RecordList({ records, active, onActive, onOpen }: RecordListProps) {
	if (records.error !== undefined) {
		return (
			<Message icon="error" title={t('The records could not be listed')} alert>
				<p class="plain">{records.error}</p>
			</Message>
		);
	}
	if (records.total === 0) {
		return <Message icon="search" title={t('No record passes the filter')} />;
	}
	const keyWidth = keyWidthOf(records.row(0)?.key);
	return (
		<VirtualList
			name={records.query}
			id="records"
			role="listbox"
			label={t('Differing records')}
			rows={records.total ?? 0}
			rowHeight={ROW_HEIGHT}
			active={active}
			onActive={onActive}
			onOpen={onOpen}
			onRange={(first, end) => records.show([[first, end]])}
			row={(index) => <RecordCells row={records.row(index)} keyWidth={keyWidth} />}
			aria={(index) => ({ label: spoken(records.row(index)) })}
		/>
	);
}

/** Room for keys as long as the first, in `ch`; longer ones end in an ellipsis. */
function keyWidthOf(key: string | undefined): number {
	return Math.min(Math.max((key?.length ?? 0) + 2, 8), 24);
}

function RecordCells({ row, keyWidth }: { row: RecordRow | undefined; keyWidth: number }) {
	const { formats } = usePanel();
	if (row === undefined) return <div class="cells bone-row" />;
	return (
		<div class="cells" title={row.target ?? row.key}>
			<span class={`sign ${row.kind}`} aria-hidden="true">
				{CHANGE_SIGNS[row.kind]}
			</span>
			<span class="record-key ellipsis" style={{ flexBasis: `${keyWidth}ch` }}>
				{row.key}
			</span>
			<span class="record-class ellipsis">
				<ClassChange row={row} />
			</span>
			<span class="record-fields note ellipsis">{row.fields.join(', ')}</span>
			<span class="record-iou note">{row.iou === undefined ? '' : formats.overlap(row.iou)}</span>
		</div>
	);
}

function ClassChange({ row: { oldClass, newClass } }: { row: RecordRow }) {
	if (oldClass === undefined || newClass === undefined || oldClass === newClass) {
		return <>{newClass ?? oldClass}</>;
	}
	return (
		<>
			<span class="note">{oldClass} →</span> {newClass}
		</>
	);
}

/** One sentence for a screen reader. */
function spoken(row: RecordRow | undefined): string | undefined {
	if (row === undefined) return undefined;
	const { oldClass, newClass, fields } = row;
	const classes =
		oldClass !== undefined && newClass !== undefined && oldClass !== newClass
			? t('{0} became {1}', oldClass, newClass)
			: (newClass ?? oldClass);
	return [changeWord(row.kind), row.key, classes, fields.join(', ')].filter(Boolean).join(', ');
}
