import { useRef, useState } from 'preact/hooks';
import type { LabelDiff } from '../core/labels/model.ts';
import { RecordFilters } from './recordFilters.tsx';
import { RecordList } from './recordList.tsx';
import { RecordPane } from './recordPane.tsx';
import { useRecordKeys } from './useRecordKeys.ts';
import { useRecords } from './useRecords.ts';
import { useSearchKey } from './useSearchKey.ts';
import type { RecordFilter } from './viewState.ts';

interface RecordBrowserProps {
	readonly file: number;
	readonly summary: LabelDiff;
	readonly filter: RecordFilter;
	onFilter(filter: RecordFilter): void;
}

/** Differing records: filters, the list, and the chosen one. */
export function RecordBrowser({ file, summary, filter, onFilter }: RecordBrowserProps) {
	const root = useRef<HTMLDivElement>(null);
	const records = useRecords(file, filter);
	const [place, setPlace] = useState({ query: records.query, active: -1 });
	// Another filter is another list: nothing of it is chosen yet.
	const active = place.query === records.query ? place.active : -1;
	const setActive = (index: number): void => setPlace({ query: records.query, active: index });
	const focus = (selector: string): void => root.current?.querySelector<HTMLElement>(selector)?.focus();
	useSearchKey(root);
	useRecordKeys(active, records.total ?? 0, setActive);
	return (
		<div class="browser" ref={root}>
			<div class="browser-list">
				<RecordFilters
					summary={summary}
					filter={filter}
					total={records.total}
					onFilter={onFilter}
					onLeave={() => focus('.list')}
				/>
				<RecordList
					records={records}
					active={active}
					onActive={setActive}
					onOpen={() => focus('.record-pane')}
				/>
			</div>
			<RecordPane
				file={file}
				row={active < 0 ? undefined : records.row(active)}
				position={active}
				total={records.total ?? 0}
				onMove={setActive}
				onLeave={() => focus('.list')}
			/>
		</div>
	);
}
