import type { LabelDiff } from '../labels/model.ts';
import type { FileChange } from '../model.ts';
import { listFiles } from './fileList.ts';
import { type Formats, formatsFor } from './format.ts';
import { rankedClasses } from './labelSummary.ts';
import type { FileGroup, ValueRow } from './messages.ts';
import { plainText } from './plainText.ts';

/** What goes into the text. */
export interface MarkdownInput {
	readonly a: string;
	readonly b: string;
	readonly files: readonly FileChange[];
	readonly code: readonly FileChange[];
	readonly values: readonly ValueRow[];
	readonly labels: readonly { readonly path: string; readonly summary: LabelDiff }[];
	readonly incomplete: readonly { readonly path: string; readonly reason: string }[];
}

const MAX_LINES = 50;

/**
 * A comparison's summary for a pull request, in GitHub's Markdown. Text from data is escaped: it can make no link,
 * picture, mention or HTML. Numbers are written for `en`, since the readers' language is not known.
 */
export function comparisonMarkdown(input: MarkdownInput): string {
	const formats = formatsFor('en');
	const sections = [
		[`## ${escapeMarkdown(input.a)} → ${escapeMarkdown(input.b)}`],
		...input.labels.map((label) => labelSection(label, formats)),
		valueSection(input.values, formats),
		fileSection('Files', input.files, formats),
		fileSection('Code', input.code, formats),
		incompleteSection(input.incomplete),
	].filter((lines) => lines.length > 0);
	const body = sections.length > 1 ? sections : [...sections, ['No differences.']];
	return `${body.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Text that Markdown shows as it is, also in a table cell. */
export function escapeMarkdown(text: string): string {
	return plainText(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replace(/[\\`*_{}[\]()#+!|~>]/g, '\\$&')
		.replaceAll('@', '@\u200b')
		.replaceAll('://', ':\u200b//');
}

function labelSection(label: MarkdownInput['labels'][number], formats: Formats): readonly string[] {
	const { summary } = label;
	const counts = [
		`+${formats.count(summary.added)} added`,
		`−${formats.count(summary.removed)} removed`,
		`~${formats.count(summary.changed)} changed`,
		`${formats.count(summary.unchanged)} unchanged`,
	];
	return [
		`### Labels: ${escapeMarkdown(label.path)}`,
		'',
		`${counts.join(' · ')} (key: ${escapeMarkdown(summary.key)})`,
		...classTable(summary, formats),
	];
}

function classTable(summary: LabelDiff, formats: Formats): readonly string[] {
	const rows = rankedClasses(summary.classes).map(([name, counts]) =>
		row([
			escapeMarkdown(name),
			...[counts.a, counts.b].map(formats.count),
			...[counts.added, counts.removed, counts.changed].map(formats.count),
		]),
	);
	if (rows.length === 0) return [];
	const head = ['| class | old | new | added | removed | changed |', '|---|--:|--:|--:|--:|--:|'];
	return ['', ...head, ...capped(rows, 'classes')];
}

function valueSection(values: readonly ValueRow[], formats: Formats): readonly string[] {
	if (values.length === 0) return [];
	const rows = values.map((value) =>
		row([
			escapeMarkdown(value.key),
			escapeMarkdown(value.old ?? '–'),
			escapeMarkdown(value.new ?? '–'),
			value.diff === undefined ? '' : formats.signed(value.diff),
		]),
	);
	const head = ['| name | old | new | difference |', '|---|--:|--:|--:|'];
	return ['### Metrics and params', '', ...head, ...capped(rows, 'values')];
}

function fileSection(title: string, changes: readonly FileChange[], formats: Formats): readonly string[] {
	if (changes.length === 0) return [];
	const { overview } = listFiles(changes, '');
	const lines = overview.groups.map((group) => groupLine(group, changes, formats));
	return [`### ${title}: ${formats.count(overview.total)}`, '', ...capped(lines, 'groups')];
}

function groupLine(group: FileGroup, changes: readonly FileChange[], formats: Formats): string {
	const what = `${formats.count(group.count)} ${group.change}`;
	if (group.artifact !== undefined) return `- ${escapeMarkdown(group.artifact)}/: ${what}`;
	const paths = changes.filter((change) => change.change === group.change).map((change) => change.path);
	const names =
		group.count <= 5 && paths.length === group.count ? `: ${paths.map(escapeMarkdown).join(', ')}` : '';
	return `- ${what}${names}`;
}

function incompleteSection(incomplete: MarkdownInput['incomplete']): readonly string[] {
	if (incomplete.length === 0) return [];
	const lines = incomplete.map(({ path, reason }) => `- ${escapeMarkdown(path)}: ${escapeMarkdown(reason)}`);
	return ['### Not compared file by file', '', ...capped(lines, 'folders')];
}

function row(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}

function capped(lines: readonly string[], what: string): readonly string[] {
	if (lines.length <= MAX_LINES) return lines;
	return [...lines.slice(0, MAX_LINES), '', `… and ${lines.length - MAX_LINES} more ${what}.`];
}
