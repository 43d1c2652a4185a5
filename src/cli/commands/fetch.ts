import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { writeJson } from '../output/json.ts';
import { withProgress } from '../output/progress.ts';
import {
	checkTransfer,
	selectionOf,
	type TransferFlags,
	transferDocument,
	transferText,
	withTransferOptions,
} from '../transfers.ts';

/** `tidemark fetch`. */
export function defineFetch(program: Command, host: Host): void {
	const command = program
		.command('fetch [paths...]')
		.description('bring content from the remotes to the cache')
		.option('--all-tags', 'what every git tag names')
		.action((paths: string[], flags: TransferFlags) => runFetch(host, paths, flags));
	withTransferOptions(command);
}

async function runFetch(host: Host, paths: readonly string[], flags: TransferFlags): Promise<void> {
	const project = await host.project();
	const selection = await selectionOf(host, project, paths, flags);
	const report = await withProgress(host, 'Fetching', (run) => project.fetch(selection, run));
	if (flags.json === true) await writeJson(host, transferDocument(report));
	else await host.write(transferText('Fetched', report));
	checkTransfer(host, report);
}
