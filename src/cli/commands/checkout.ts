import type { Command } from 'commander';
import type { CheckoutReport } from '../../platform/project/project.ts';
import type { Host } from '../host.ts';
import { writeJson } from '../output/json.ts';
import { withProgress } from '../output/progress.ts';
import { printable, tableLines } from '../output/table.ts';
import { repositoryPaths, withoutPointers } from '../paths.ts';
import { sideOf } from '../sides.ts';

interface CheckoutFlags {
	readonly json?: boolean;
	readonly version?: string;
}

/** `tidemark checkout`: cache to work tree. */
export function defineCheckout(program: Command, host: Host): void {
	program
		.command('checkout [paths...]')
		.description('bring content from the cache to the work tree; replaces nothing that is not in the cache')
		.option(
			'--version <name>',
			'content of this tag, branch or commit (default: what the pointers here name)',
		)
		.option('--json', 'what was added, replaced and removed')
		.action((paths: string[], flags: CheckoutFlags) => runCheckout(host, paths, flags));
}

async function runCheckout(host: Host, typed: readonly string[], flags: CheckoutFlags): Promise<void> {
	const project = await host.project();
	const side = await sideOf(project, flags.version);
	const paths = await repositoryPaths(project.root, host.folder, typed);
	const wanted = paths.length === 0 ? undefined : withoutPointers(paths, await project.snapshot(side));
	const report = await withProgress(host, 'Checking out', (run) => project.checkout(wanted, side, run));
	await (flags.json === true ? writeJson(host, report) : host.write(checkoutText(report)));
	if (report.failed.length > 0) host.incomplete();
}

/** A checkout for people. */
export function checkoutText({ added, replaced, removed, failed }: CheckoutReport): string {
	const rows = [
		...added.map((path) => ['added', path]),
		...replaced.map((path) => ['replaced', path]),
		...removed.map((path) => ['removed', path]),
	];
	const failures = failed.map(({ path, reason }) => `failed  ${printable(path)}: ${printable(reason)}`);
	const lines = [...tableLines(rows), ...failures];
	return lines.length === 0 ? 'Everything is in place.\n' : `${lines.join('\n')}\n`;
}
