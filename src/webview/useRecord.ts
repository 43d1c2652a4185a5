import { useEffect, useState } from 'preact/hooks';
import type { RecordView } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';

/** Quiet time in ms before a record is asked for: arrow keys held down pass over many. */
const SETTLE = 40;

interface Answer {
	readonly index: number;
	readonly record?: RecordView;
	readonly error?: string;
}

/** The record `index` of a label file; the one before stays until it is here. */
export function useRecord(
	file: number,
	index: number | undefined,
): { readonly record: RecordView | undefined; readonly error: string | undefined } {
	const { host } = usePanel();
	const [answer, setAnswer] = useState<Answer>();
	useEffect(() => {
		if (index === undefined) return undefined;
		let current = true;
		const timer = setTimeout(() => {
			host.ask({ type: 'record', file, index }).then(
				(record) => current && setAnswer({ index, record }),
				(error: Error) => current && setAnswer({ index, error: error.message }),
			);
		}, SETTLE);
		return () => {
			current = false;
			clearTimeout(timer);
		};
	}, [file, index]);
	if (index === undefined) return { record: undefined, error: undefined };
	return { record: answer?.record, error: answer?.index === index ? answer.error : undefined };
}
