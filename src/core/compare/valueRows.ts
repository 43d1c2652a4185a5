import type { ValueChange } from '../model.ts';
import type { ValueRow } from './messages.ts';
import { plainText, valueText } from './plainText.ts';

/** Metrics, then params, as rows ready to show. */
export function valueRows(
	metrics: readonly ValueChange[],
	params: readonly ValueChange[],
): readonly ValueRow[] {
	return [
		...metrics.map((change) => valueRow('metrics', change)),
		...params.map((change) => valueRow('params', change)),
	];
}

function valueRow(source: ValueRow['source'], change: ValueChange): ValueRow {
	return {
		source,
		file: plainText(change.file),
		key: plainText(change.key),
		old: valueText(change.old),
		new: valueText(change.new),
		diff: change.diff,
		ratio: ratioOf(change),
	};
}

function ratioOf({ old, diff }: ValueChange): number | undefined {
	if (diff === undefined || typeof old !== 'number' || old === 0) return undefined;
	return diff / Math.abs(old);
}
