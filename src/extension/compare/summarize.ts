import { differing } from '../../core/compare/labelSummary.ts';
import { comparisonMarkdown } from '../../core/compare/markdown.ts';
import type { ComparisonSummary, LabelFile, SideName } from '../../core/compare/messages.ts';
import { plainText } from '../../core/compare/plainText.ts';
import { valueRows } from '../../core/compare/valueRows.ts';
import type { Comparison } from '../../core/model.ts';
import type { ComparisonFiles } from './comparisonFiles.ts';

/** Values sent to the panel; a params file with more is no longer read by a person. */
const MAX_VALUES = 5000;
const MAX_INCOMPLETE = 1000;

/** What the panel gets of a comparison at once. */
export function summarize(
	comparison: Comparison,
	files: ComparisonFiles,
	labels: readonly LabelFile[],
): ComparisonSummary {
	const values = valueRows(comparison.metrics, comparison.params);
	return {
		files: files.overview('files', ''),
		code: files.overview('code', ''),
		values: values.slice(0, MAX_VALUES),
		valueTotal: values.length,
		labels,
		incomplete: comparison.incomplete.slice(0, MAX_INCOMPLETE).map(({ path, reason }) => ({
			path: plainText(path, 1000),
			reason: plainText(reason, 1000),
		})),
	};
}

/** The comparison as Markdown, with the label files that are compared so far. */
export function summaryMarkdown(
	sides: readonly [SideName, SideName],
	comparison: Comparison,
	labels: readonly LabelFile[],
): string {
	return comparisonMarkdown({
		a: sides[0].name,
		b: sides[1].name,
		files: comparison.files,
		code: comparison.code,
		values: valueRows(comparison.metrics, comparison.params),
		labels: labels.flatMap(({ path, state }) =>
			state.type === 'done' && differing(state.summary) > 0 ? [{ path, summary: state.summary }] : [],
		),
		incomplete: comparison.incomplete,
	});
}
