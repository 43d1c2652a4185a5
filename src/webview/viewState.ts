import type { RecordChangeKind } from '../core/labels/model.ts';

export type TabName = 'files' | 'labels' | 'values' | 'code';

/** Which records are listed. */
export interface RecordFilter {
	/** All kinds when empty. */
	readonly kinds: readonly RecordChangeKind[];
	/** All classes when ''. */
	readonly className: string;
	readonly text: string;
}

/** What a person has chosen in the panel; kept over hiding and window reloads. */
export interface ViewState {
	/** Undefined until chosen: then the tab with most to say. */
	readonly tab: TabName | undefined;
	readonly labelFile: number;
	readonly records: RecordFilter;
	readonly filesText: string;
	readonly codeText: string;
}

export const initialView: ViewState = {
	tab: undefined,
	labelFile: 0,
	records: { kinds: [], className: '', text: '' },
	filesText: '',
	codeText: '',
};

const TABS: readonly unknown[] = ['files', 'labels', 'values', 'code'] satisfies TabName[];
const KINDS: readonly unknown[] = ['added', 'removed', 'changed'] satisfies RecordChangeKind[];

/** A view state out of what was saved; anything that does not fit is as at first. */
export function parseViewState(value: unknown): ViewState {
	if (!isObject(value)) return initialView;
	const { tab, labelFile, records, filesText, codeText } = value;
	return {
		tab: TABS.includes(tab) ? (tab as TabName) : undefined,
		labelFile: Number.isSafeInteger(labelFile) && Number(labelFile) >= 0 ? Number(labelFile) : 0,
		records: parseFilter(records),
		filesText: textOr(filesText),
		codeText: textOr(codeText),
	};
}

interface Saved {
	readonly tab?: unknown;
	readonly labelFile?: unknown;
	readonly records?: unknown;
	readonly filesText?: unknown;
	readonly codeText?: unknown;
	readonly kinds?: unknown;
	readonly className?: unknown;
	readonly text?: unknown;
}

function parseFilter(value: unknown): RecordFilter {
	if (!isObject(value)) return initialView.records;
	const { kinds, className, text } = value;
	const known = Array.isArray(kinds) ? kinds.filter((kind) => KINDS.includes(kind)) : [];
	return { kinds: known as RecordChangeKind[], className: textOr(className), text: textOr(text) };
}

function isObject(value: unknown): value is Saved {
	return typeof value === 'object' && value !== null;
}

function textOr(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
