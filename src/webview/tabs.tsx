import { differing } from '../core/compare/labelSummary.ts';
import type { LabelFile } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import type { PanelState } from './panelState.ts';
import { t } from './texts.ts';
import type { TabName } from './viewState.ts';

const ORDER: readonly TabName[] = ['files', 'labels', 'values', 'code'];

interface TabsProps {
	readonly state: PanelState;
	readonly tab: TabName;
	onTab(tab: TabName): void;
}

/** The tab bar with what each tab holds. Arrow keys move, as in every tab list. */
export function Tabs({ state, tab, onTab }: TabsProps) {
	const { formats } = usePanel();
	const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
		const to = neighbour(tab, event.key);
		if (to === undefined) return;
		event.preventDefault();
		onTab(to);
		event.currentTarget.querySelector<HTMLElement>(`[data-tab="${to}"]`)?.focus();
	};
	return (
		<div class="tabs" role="tablist" aria-label={t('What differs')} onKeyDown={onKeyDown}>
			{ORDER.map((name) => {
				const count = countOf(state, name);
				return (
					<button
						key={name}
						type="button"
						class="tab"
						role="tab"
						data-tab={name}
						aria-selected={name === tab}
						tabIndex={name === tab ? 0 : -1}
						onClick={() => onTab(name)}
					>
						{tabTitle(name)}
						{count !== undefined && <span class="badge">{formats.count(count)}</span>}
					</button>
				);
			})}
		</div>
	);
}

/** The tab to begin with: labels, where there are any that differ; else the first that is not empty. */
export function bestTab(state: PanelState): TabName {
	if (state.labels.length > 0) return 'labels';
	return ORDER.find((name) => (countOf(state, name) ?? 0) > 0) ?? 'files';
}

/** What a tab is called. */
export function tabTitle(tab: TabName): string {
	return { files: t('Files'), labels: t('Labels'), values: t('Metrics & Params'), code: t('Code') }[tab];
}

function countOf({ summary, labels }: PanelState, tab: TabName): number | undefined {
	if (summary === undefined) return undefined;
	if (tab === 'labels') return labelCount(labels);
	if (tab === 'values') return summary.valueTotal;
	return summary[tab].total;
}

/** Differing records of the files compared so far; unknown while none is. */
function labelCount(labels: readonly LabelFile[]): number | undefined {
	const done = labels.flatMap(({ state }) => (state.type === 'done' ? [differing(state.summary)] : []));
	if (done.length === 0 && labels.length > 0) return undefined;
	return done.reduce((sum, count) => sum + count, 0);
}

function neighbour(tab: TabName, key: string): TabName | undefined {
	const at = ORDER.indexOf(tab);
	if (key === 'ArrowRight') return ORDER[(at + 1) % ORDER.length];
	if (key === 'ArrowLeft') return ORDER.at(at - 1);
	if (key === 'Home') return ORDER[0];
	return key === 'End' ? ORDER.at(-1) : undefined;
}
