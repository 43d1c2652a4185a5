import type { Command } from 'commander';
import { TidemarkError } from '../core/errors.ts';
import type { TransferReport } from '../core/ports.ts';
import type { Project, TransferSelection } from '../platform/project/project.ts';
import type { Host } from './host.ts';
import { count, duration, size } from './output/amounts.ts';
import { printable } from './output/table.ts';
import { repositoryPaths, withoutPointers } from './paths.ts';
import { sideOf } from './sides.ts';

/** Options that `push`, `fetch` and `pull` share. */
export interface TransferFlags {
	readonly json?: boolean;
	readonly version?: string;
	readonly allTags?: boolean;
	readonly remote?: string;
	readonly jobs?: number;
}

/** Adds the shared options to a command. */
export function withTransferOptions(command: Command): Command {
	return command
		.option('--version <name>', 'what this tag, branch or commit names (default: the work tree)')
		.option('-r, --remote <name>', 'remote in place of each artifact’s own and the default')
		.option('-j, --jobs <number>', 'objects moved at the same time', readJobs)
		.option('--json', 'what came of each object');
}

/** A whole number from 1; throws `usage`. */
export function readJobs(text: string): number {
	if (/^0*[1-9]\d*$/.test(text)) return Number(text);
	throw new TidemarkError('usage', `"${text}" is not a number of jobs.`, { next: 'Write --jobs 4.' });
}

/** What a command line selects. Throws `usage` for options that exclude each other. */
export async function selectionOf(
	host: Host,
	project: Project,
	typed: readonly string[],
	flags: TransferFlags,
): Promise<TransferSelection> {
	if (flags.allTags === true && flags.version !== undefined) {
		throw new TidemarkError('usage', '--all-tags and --version exclude each other.', {
			next: 'Leave one out.',
		});
	}
	const { remote, jobs } = flags;
	const paths = typed.length === 0 ? undefined : await repositoryPaths(project.root, host.folder, typed);
	if (flags.allTags === true) return { paths, side: 'allTags', remote, jobs };
	const side = await sideOf(project, flags.version);
	return { paths: paths && withoutPointers(paths, await project.snapshot(side)), side, remote, jobs };
}

/** A transfer as `--json` prints it: every object, then counts, bytes and seconds. */
export function transferDocument({ results, bytes, seconds }: TransferReport): object {
	const objects = results.map(({ path, object, outcome, reason, bytes: moved }) => ({
		path,
		hash: object.hash,
		outcome,
		...(reason === undefined ? {} : { reason }),
		bytes: moved,
	}));
	return { objects, ...counts(results), bytes, seconds };
}

function counts(
	results: TransferReport['results'],
): Record<TransferReport['results'][number]['outcome'], number> {
	const numbers = { done: 0, skipped: 0, failed: 0 };
	for (const { outcome } of results) numbers[outcome] += 1;
	return numbers;
}

/** A transfer for people: failures one by one, why others were left, then one line. */
export function transferText(verb: string, report: TransferReport): string {
	const { done, skipped, failed } = counts(report.results);
	const failures = report.results
		.filter(({ outcome }) => outcome === 'failed')
		.map(({ path, reason }) => `failed  ${printable(path)}: ${printable(reason ?? 'unknown reason')}`);
	const moved = `${verb} ${count(done, 'object')}, ${size(report.bytes)} in ${duration(report.seconds)}`;
	const rest = `${skipped} skipped${failed === 0 ? '' : `, ${failed} failed`}`;
	return `${[...failures, ...skippedLines(report.results), done + failed === 0 ? `Nothing to do (${rest}).` : `${moved} (${rest}).`].join('\n')}\n`;
}

/** What was left for another tool to move, each reason once. */
function skippedLines(results: TransferReport['results']): string[] {
	const byReason = new Map<string, number>();
	for (const { outcome, reason } of results) {
		if (outcome === 'skipped' && reason !== undefined) byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
	}
	return [...byReason].map(([reason, times]) => `skipped  ${count(times, 'object')}: ${printable(reason)}`);
}

/** Marks the run incomplete when an object failed. */
export function checkTransfer(host: Host, report: TransferReport): void {
	if (report.results.some(({ outcome }) => outcome === 'failed')) host.incomplete();
}
