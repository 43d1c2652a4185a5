import { rankedClasses } from '../core/compare/labelSummary.ts';
import type { LabelDiff, RecordChangeKind } from '../core/labels/model.ts';
import { CHANGE_SIGNS, changeWord } from './changeText.ts';
import { usePanel } from './context.ts';
import { SearchBox } from './searchBox.tsx';
import { t } from './texts.ts';
import type { RecordFilter } from './viewState.ts';

const KINDS: readonly RecordChangeKind[] = ['added', 'removed', 'changed'];

interface RecordFiltersProps {
	readonly summary: LabelDiff;
	readonly filter: RecordFilter;
	/** Records that pass, undefined while not known. */
	readonly total: number | undefined;
	onFilter(filter: RecordFilter): void;
	onLeave(): void;
}

/** Which records are listed: kinds of change, class, text. */
export function RecordFilters({ summary, filter, total, onFilter, onLeave }: RecordFiltersProps) {
	const { formats } = usePanel();
	return (
		<search class="filters" aria-label={t('Filter the records')}>
			<div class="filter-row">
				{KINDS.map((kind) => (
					<KindToggle key={kind} kind={kind} filter={filter} summary={summary} onFilter={onFilter} />
				))}
				<span class="grow" />
				<span class="note" role="status">
					{total !== undefined && t('{0} listed', formats.count(total))}
				</span>
			</div>
			<div class="filter-row">
				<ClassChoice summary={summary} filter={filter} onFilter={onFilter} />
				<SearchBox
					label={t('Filter by key, class or file')}
					text={filter.text}
					onText={(text) => onFilter({ ...filter, text })}
					onLeave={onLeave}
				/>
			</div>
		</search>
	);
}

interface KindToggleProps extends Pick<RecordFiltersProps, 'summary' | 'filter' | 'onFilter'> {
	readonly kind: RecordChangeKind;
}

function KindToggle({ kind, filter, summary, onFilter }: KindToggleProps) {
	const { formats } = usePanel();
	const pressed = filter.kinds.includes(kind);
	const toggle = (): void => {
		const kinds = pressed ? filter.kinds.filter((other) => other !== kind) : [...filter.kinds, kind];
		onFilter({ ...filter, kinds });
	};
	return (
		<button
			type="button"
			class="toggle"
			aria-pressed={pressed}
			disabled={summary[kind] === 0}
			onClick={toggle}
		>
			<span class={kind} aria-hidden="true">
				{CHANGE_SIGNS[kind]}
			</span>
			{changeWord(kind)} <span class="note">{formats.count(summary[kind])}</span>
		</button>
	);
}

function ClassChoice({ summary, filter, onFilter }: Omit<KindToggleProps, 'kind'>) {
	const classes = rankedClasses(summary.classes).map(([name]) => name);
	if (classes.length === 0) return null;
	return (
		<select
			class="class-choice"
			aria-label={t('Class')}
			value={filter.className}
			onChange={(event) => onFilter({ ...filter, className: event.currentTarget.value })}
		>
			<option value="">{t('all classes')}</option>
			{filter.className !== '' && !classes.includes(filter.className) && (
				<option value={filter.className}>{filter.className}</option>
			)}
			{classes
				.filter((name) => name !== '')
				.map((name) => (
					<option key={name} value={name}>
						{name}
					</option>
				))}
		</select>
	);
}
