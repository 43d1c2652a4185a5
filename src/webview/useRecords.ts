import { useEffect, useState } from 'preact/hooks';
import type { RecordRow, RowQuery } from '../core/labels/model.ts';
import { usePanel } from './context.ts';
import { type Pages, usePages } from './usePages.ts';
import type { RecordFilter } from './viewState.ts';

export interface Records extends Pages<RecordRow> {
	/** Names the list: another filter is another list. */
	readonly query: string;
	/** Rows that pass the filter, undefined until the first answer. */
	readonly total: number | undefined;
	/** Why there is no list. */
	readonly error: string | undefined;
}

interface Answer {
	readonly query: string;
	readonly total: number;
	readonly error: string | undefined;
}

/** The records of a label file that pass a filter, paged. */
export function useRecords(file: number, filter: RecordFilter): Records {
	const { host } = usePanel();
	const query = JSON.stringify([file, filter]);
	const [answer, setAnswer] = useState<Answer>();
	const ask = (start: number, count: number) =>
		host.ask({ type: 'rows', file, query: { ...rowQuery(filter), start, count } });
	const pages = usePages<RecordRow>(query, async (start, count) => (await ask(start, count)).rows);
	useEffect(() => {
		let current = true;
		ask(0, 0).then(
			({ total }) => current && setAnswer({ query, total, error: undefined }),
			(error: Error) => current && setAnswer({ query, total: 0, error: error.message }),
		);
		return () => {
			current = false;
		};
	}, [query]);
	const own = answer?.query === query ? answer : undefined;
	return { ...pages, query, total: own?.total, error: own?.error };
}

function rowQuery({ kinds, className, text }: RecordFilter): Omit<RowQuery, 'start' | 'count'> {
	return {
		kinds: kinds.length === 0 ? undefined : kinds,
		classes: className === '' ? undefined : [className],
		text: text === '' ? undefined : text,
	};
}
