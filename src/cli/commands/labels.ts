import type { Command } from 'commander';
import type { LabelComparison, LabelDiff, RecordDetail } from '../../core/labels/model.ts';
import type { Host } from '../host.ts';
import { writeJson } from '../output/json.ts';
import { labelText, patchText } from '../output/labelText.ts';
import { withProgress } from '../output/progress.ts';
import { repositoryPaths } from '../paths.ts';
import { sideOf } from '../sides.ts';
import { readLimit } from './versions.ts';

interface LabelsFlags {
	readonly json?: boolean;
	readonly key?: string;
	readonly limit?: number;
	readonly patch?: boolean;
}

/** Rows given without `--limit`; with `--patch` all of them are. */
const usualSample = 20;
/** Rows asked for at a time. */
const page = 1000;

/** `tidemark labels`: records of a label file that differ between two versions. */
export function defineLabels(program: Command, host: Host): void {
	program
		.command('labels <path> <a> [b]')
		.description(
			'records of a label file that differ between version a and version b (default: the work tree)',
		)
		.option('--json', 'counts, classes, and a sample of the records')
		.option('--key <field>', 'field that records are joined by')
		.option('--limit <number>', 'so many records', readLimit)
		.option('--patch', 'the fields of every differing record, old and new')
		.action((path: string, a: string, b: string | undefined, flags: LabelsFlags) =>
			runLabels(host, path, [a, b], flags),
		);
}

async function runLabels(
	host: Host,
	typed: string,
	[a, b]: readonly [string, string | undefined],
	flags: LabelsFlags,
): Promise<void> {
	const project = await host.project();
	const [path = ''] = await repositoryPaths(project.root, host.folder, [typed]);
	const [old, fresh] = [await project.side(a), await sideOf(project, b)];
	const comparison = await withProgress(host, 'Comparing', (run) =>
		project.compareLabels({ side: old, path }, { side: fresh, path }, { ...run, key: flags.key }),
	);
	try {
		for (const warning of comparison.summary.warnings) host.note(`warning: ${warning}`);
		await (flags.json === true ? writeDocument(host, comparison, flags) : writeText(host, comparison, flags));
	} finally {
		await comparison.dispose();
	}
}

async function writeDocument(host: Host, comparison: LabelComparison, flags: LabelsFlags): Promise<void> {
	const { rows } = await comparison.rows({ start: 0, count: flags.limit ?? usualSample });
	const document: LabelDiff & { readonly patch?: readonly RecordDetail[] } = {
		...comparison.summary,
		sample: rows,
	};
	if (flags.patch !== true) return writeJson(host, document);
	const patch: RecordDetail[] = [];
	for await (const record of records(comparison, flags.limit)) patch.push(record);
	return writeJson(host, { ...document, patch });
}

async function writeText(host: Host, comparison: LabelComparison, flags: LabelsFlags): Promise<void> {
	await host.write(labelText(comparison.summary, host.color));
	if (flags.patch !== true) return;
	for await (const record of records(comparison, flags.limit))
		await host.write(patchText(record, host.color));
}

/** Details of the differing records, read a page at a time. */
async function* records(
	comparison: LabelComparison,
	limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<RecordDetail> {
	for (let start = 0; start < limit; start += page) {
		const { rows } = await comparison.rows({ start, count: Math.min(page, limit - start) });
		if (rows.length === 0) return;
		for (const { index } of rows) yield await comparison.record(index);
	}
}
