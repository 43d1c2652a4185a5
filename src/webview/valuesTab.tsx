import type { ValueRow } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import { Message } from './message.tsx';
import { t } from './texts.ts';

interface ValuesTabProps {
	readonly values: readonly ValueRow[];
	/** More than `values.length` when the list was cut. */
	readonly total: number;
}

/** Metrics and params side by side, one table per file. */
export function ValuesTab({ values, total }: ValuesTabProps) {
	const { formats } = usePanel();
	if (values.length === 0) {
		return (
			<Message icon="check" title={t('No differing metrics or params')}>
				<p>{t('Numbers come from metrics and params files that dvc.yaml names, or that are called so.')}</p>
			</Message>
		);
	}
	return (
		<div class="values">
			{groupByFile(values).map((rows) => (
				<ValueTable key={`${rows[0]?.source}:${rows[0]?.file}`} rows={rows} />
			))}
			{total > values.length && (
				<p class="note">{t('{0} more are not shown.', formats.count(total - values.length))}</p>
			)}
		</div>
	);
}

function ValueTable({ rows }: { rows: readonly ValueRow[] }) {
	const { names, formats } = usePanel();
	return (
		<table class="values-table">
			<caption>
				<span class="strong">{rows[0]?.file}</span>{' '}
				<span class="note">{rows[0]?.source === 'metrics' ? t('metrics') : t('params')}</span>
			</caption>
			<thead>
				<tr>
					<th scope="col">{t('name')}</th>
					<th scope="col" class="number">
						{names[0]}
					</th>
					<th scope="col" class="number">
						{names[1]}
					</th>
					<th scope="col" class="number">
						{t('difference')}
					</th>
					<th scope="col" class="number ratio">
						<span class="unseen">{t('difference in per cent')}</span>
					</th>
				</tr>
			</thead>
			<tbody>
				{rows.map((row) => (
					<tr key={row.key}>
						<th scope="row">{row.key}</th>
						<td class="number">{row.old ?? <Absent />}</td>
						<td class="number">{row.new ?? <Absent />}</td>
						<td class="number">
							<Difference row={row} />
						</td>
						<td class="number note ratio">{row.ratio !== undefined && formats.percent(row.ratio)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Difference({ row: { diff, old, new: now } }: { row: ValueRow }) {
	const { formats } = usePanel();
	if (diff !== undefined) {
		return (
			<>
				{formats.signed(diff)}
				<Direction diff={diff} />
			</>
		);
	}
	if (old === undefined) return <span class="added">{t('added')}</span>;
	if (now === undefined) return <span class="removed">{t('removed')}</span>;
	return <span class="note">{old === now ? t('same') : t('changed')}</span>;
}

/** Up or down; whether that is good, only a person knows. */
function Direction({ diff }: { diff: number }) {
	if (diff === 0) return <span class="direction" />;
	return (
		<span class="direction" role="img" aria-label={diff > 0 ? t('up') : t('down')}>
			{diff > 0 ? '▲' : '▼'}
		</span>
	);
}

function Absent() {
	return (
		<span class="note" role="img" aria-label={t('not there')}>
			–
		</span>
	);
}

function groupByFile(values: readonly ValueRow[]): readonly (readonly ValueRow[])[] {
	const groups = new Map<string, ValueRow[]>();
	for (const value of values) {
		const key = `${value.source}:${value.file}`;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [value]);
		else group.push(value);
	}
	return [...groups.values()];
}
