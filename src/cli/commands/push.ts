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

/** `tidemark push`. */
export function definePush(program: Command, host: Host): void {
	const command = program
		.command('push [paths...]')
		.description('upload content the remotes lack, files first, and check that it is there')
		.option('--all-tags', 'what every git tag names')
		.action((paths: string[], flags: TransferFlags) => runPush(host, paths, flags));
	withTransferOptions(command);
}

async function runPush(host: Host, paths: readonly string[], flags: TransferFlags): Promise<void> {
	const project = await host.project();
	const selection = await selectionOf(host, project, paths, flags);
	const report = await withProgress(host, 'Pushing', (run) => project.push(selection, run));
	if (flags.json === true) await writeJson(host, transferDocument(report));
	else await host.write(transferText('Pushed', report));
	checkTransfer(host, report);
}
