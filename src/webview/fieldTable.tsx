import { useState } from 'preact/hooks';
import type { FieldRow, RecordView } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import { t } from './texts.ts';

/** The fields of a record, old → new; those that stayed on demand. */
export function FieldTable({ record }: { record: RecordView }) {
	const { names, formats } = usePanel();
	const [all, setAll] = useState(false);
	const same = record.fieldRows.filter((row) => row.same).length;
	const rows = all ? record.fieldRows : record.fieldRows.filter((row) => !row.same);
	return (
		<>
			<table class="fields">
				<caption class="unseen">{t('Fields of {0}', record.key)}</caption>
				<thead>
					<tr>
						<th scope="col">{t('field')}</th>
						{record.kind !== 'added' && <th scope="col">{t('old: {0}', names[0])}</th>}
						{record.kind !== 'removed' && <th scope="col">{t('new: {0}', names[1])}</th>}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={row.field} class={row.same ? 'same' : undefined}>
							<th scope="row">{row.field}</th>
							{record.kind !== 'added' && <Value row={row} side="old" />}
							{record.kind !== 'removed' && <Value row={row} side="new" />}
						</tr>
					))}
				</tbody>
			</table>
			{same > 0 && (
				<button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
					{all ? t('Hide fields that stayed') : showText(same, formats.count(same))}
				</button>
			)}
		</>
	);
}

function showText(count: number, shown: string): string {
	return count === 1 ? t('Show 1 field that stayed') : t('Show {0} fields that stayed', shown);
}

function Value({ row, side }: { row: FieldRow; side: 'old' | 'new' }) {
	const value = row[side];
	if (value === undefined) return <td class="note">{t('not there')}</td>;
	return (
		<td>
			<span class={row.same ? 'value' : `value ${side}`}>{value === '' ? t('(empty)') : value}</span>
		</td>
	);
}
