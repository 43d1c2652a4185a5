import { useState } from 'preact/hooks';
import { rankedClasses } from '../core/compare/labelSummary.ts';
import type { ClassCounts, LabelDiff } from '../core/labels/model.ts';
import { usePanel } from './context.ts';
import { t } from './texts.ts';

/** Classes drawn before "show all": a data set may have 10,000. */
const FIRST = 100;

interface ClassTableProps {
	readonly classes: LabelDiff['classes'];
	readonly chosen: string;
	onClass(className: string): void;
}

/** Records per class in both versions. A click on a class lists its records. */
export function ClassTable({ classes, chosen, onClass }: ClassTableProps) {
	const { names, formats } = usePanel();
	const [all, setAll] = useState(false);
	const ranked = rankedClasses(classes);
	const most = Math.max(1, ...ranked.map(([, { a, b }]) => Math.max(a, b)));
	if (ranked.length === 0) return <p class="chart note">{t('The records have no classes.')}</p>;
	return (
		<div class="chart class-chart">
			<table class="class-table">
				<caption class="chart-title">{t('Classes')}</caption>
				<thead>
					<tr>
						<th scope="col">{t('class')}</th>
						<th scope="col" class="number">
							<Swatch side="old" />
							{names[0]}
						</th>
						<th scope="col" class="number">
							<Swatch side="new" />
							{names[1]}
						</th>
						<th scope="col" aria-label={t('bars')} />
						<th scope="col" class="number">
							{t('difference')}
						</th>
						<th scope="col" class="number">
							+<span class="unseen">{t('added')}</span>
						</th>
						<th scope="col" class="number">
							−<span class="unseen">{t('removed')}</span>
						</th>
						<th scope="col" class="number">
							~<span class="unseen">{t('changed')}</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{(all ? ranked : ranked.slice(0, FIRST)).map(([name, counts]) => (
						<ClassRow
							key={name}
							name={name}
							counts={counts}
							most={most}
							chosen={name === chosen}
							onClass={onClass}
						/>
					))}
				</tbody>
			</table>
			{!all && ranked.length > FIRST && (
				<button type="button" class="link" onClick={() => setAll(true)}>
					{t('Show all {0} classes', formats.count(ranked.length))}
				</button>
			)}
		</div>
	);
}

/** Says which bar is which. */
function Swatch({ side }: { side: 'old' | 'new' }) {
	return (
		<svg class="swatch" viewBox="0 0 8 8" aria-hidden="true">
			<rect class={`bar-${side}`} width="8" height="8" rx="1" />
		</svg>
	);
}

interface ClassRowProps {
	readonly name: string;
	readonly counts: ClassCounts;
	/** Largest count of any class: the length of a whole bar. */
	readonly most: number;
	readonly chosen: boolean;
	onClass(className: string): void;
}

function ClassRow({ name, counts, most, chosen, onClass }: ClassRowProps) {
	const { formats } = usePanel();
	const difference = counts.b - counts.a;
	return (
		<tr class={chosen ? 'chosen' : undefined}>
			<th scope="row">
				<button
					type="button"
					class="link quiet"
					aria-pressed={chosen}
					title={chosen ? t('List the records of all classes') : t('List the records of this class')}
					onClick={() => onClass(chosen ? '' : name)}
				>
					{name === '' ? t('(no class)') : name}
				</button>
			</th>
			<td class="number">{formats.count(counts.a)}</td>
			<td class="number">{formats.count(counts.b)}</td>
			<td class="bar-cell">
				<svg class="bars" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
					<rect class="bar-old" x="0" y="0.5" width={(counts.a / most) * 100} height="4" />
					<rect class="bar-new" x="0" y="5.5" width={(counts.b / most) * 100} height="4" />
				</svg>
			</td>
			<td class="number">{difference === 0 ? '0' : formats.signed(difference)}</td>
			<Count value={counts.added} kind="added" />
			<Count value={counts.removed} kind="removed" />
			<Count value={counts.changed} kind="changed" />
		</tr>
	);
}

function Count({ value, kind }: { value: number; kind: string }) {
	const { formats } = usePanel();
	return <td class={value > 0 ? `number ${kind}` : 'number none'}>{formats.count(value)}</td>;
}
