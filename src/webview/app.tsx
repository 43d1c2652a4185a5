import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { SideName } from '../core/compare/messages.ts';
import { plainText } from '../core/compare/plainText.ts';
import { formats, PanelProvider } from './context.ts';
import { FilesTab } from './filesTab.tsx';
import { Header } from './header.tsx';
import { Host } from './host.ts';
import { LabelsTab } from './labelsTab.tsx';
import { isEmpty, NoDifferences, PanelMessage } from './panelMessage.tsx';
import { emptyState, nextState, type PanelState } from './panelState.ts';
import { bestTab, Tabs, tabTitle } from './tabs.tsx';
import { ValuesTab } from './valuesTab.tsx';
import { parseViewState, type TabName, type ViewState } from './viewState.ts';

type SetView = (change: Partial<ViewState>) => void;

/** The whole panel. */
export function App({ firstNames }: { firstNames: readonly [string, string] }) {
	const [state, tell] = useReducer(nextState, emptyState);
	const host = useMemo(() => new Host(tell), []);
	const [view, setView] = useView(host, state);
	useEffect(() => host.send({ type: 'ready' }), []);
	const names = state.sides === undefined ? firstNames : namesOf(state.sides);
	const panel = useMemo(() => ({ host, formats, names }), [host, ...names]);
	const tab = view.tab ?? bestTab(state);
	return (
		<PanelProvider value={panel}>
			<Header state={state} />
			<Tabs state={state} tab={tab} onTab={(chosen) => setView({ tab: chosen })} />
			<main class="body">
				<div class="panel" role="tabpanel" aria-label={tabTitle(tab)}>
					<Body key={state.run} state={state} tab={tab} view={view} setView={setView} />
				</div>
			</main>
		</PanelProvider>
	);
}

function namesOf([a, b]: readonly [SideName, SideName]): readonly [string, string] {
	return [plainText(a.name), plainText(b.name)];
}

interface BodyProps {
	readonly state: PanelState;
	readonly tab: TabName;
	readonly view: ViewState;
	readonly setView: SetView;
}

function Body({ state, tab, view, setView }: BodyProps) {
	const { summary } = state;
	if (summary === undefined) return <PanelMessage state={state} />;
	if (isEmpty(summary)) return <NoDifferences />;
	switch (tab) {
		case 'files':
			return (
				<FilesTab
					key="files"
					list="files"
					whole={summary.files}
					incomplete={summary.incomplete}
					text={view.filesText}
					onText={(filesText) => setView({ filesText })}
				/>
			);
		case 'code':
			return (
				<FilesTab
					key="code"
					list="code"
					whole={summary.code}
					incomplete={[]}
					text={view.codeText}
					onText={(codeText) => setView({ codeText })}
				/>
			);
		case 'values':
			return <ValuesTab values={summary.values} total={summary.valueTotal} />;
		case 'labels':
			return (
				<LabelsTab
					labels={state.labels}
					chosen={Math.min(view.labelFile, Math.max(0, state.labels.length - 1))}
					filter={view.records}
					onChoose={(labelFile) => setView({ labelFile })}
					onFilter={(records) => setView({ records })}
				/>
			);
	}
}

/** What a person has chosen, saved with the two sides so that the panel comes back as it was. */
function useView(host: Host, { sides, root }: PanelState): readonly [ViewState, SetView] {
	const [view, setView] = useState(() => parseViewState(host.saved()));
	const latest = useRef(view);
	latest.current = view;
	useEffect(() => {
		if (sides !== undefined) host.save({ root, a: sides[0], b: sides[1], ...view });
	}, [sides, root, view]);
	return [view, (change) => setView((old) => ({ ...old, ...change }))];
}
