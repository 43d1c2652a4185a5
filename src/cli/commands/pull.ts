import type { Command } from 'commander';
import type { Side } from '../../core/model.ts';
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
import { checkoutText } from './checkout.ts';

/** `tidemark pull`: fetch and checkout. */
export function definePull(program: Command, host: Host): void {
	const command = program
		.command('pull [paths...]')
		.description('fetch, then checkout: content from the remotes to the work tree')
		.action((paths: string[], flags: TransferFlags) => runPull(host, paths, flags));
	withTransferOptions(command);
}

async function runPull(host: Host, typed: readonly string[], flags: TransferFlags): Promise<void> {
	const project = await host.project();
	const selection = await selectionOf(host, project, typed, flags);
	const fetched = await withProgress(host, 'Fetching', (run) => project.fetch(selection, run));
	const side = selection.side as Side;
	const checkedOut = await withProgress(host, 'Checking out', (run) =>
		project.checkout(selection.paths, side, run),
	);
	if (flags.json === true) await writeJson(host, { fetch: transferDocument(fetched), checkout: checkedOut });
	else await host.write(transferText('Fetched', fetched) + checkoutText(checkedOut));
	checkTransfer(host, fetched);
	if (checkedOut.failed.length > 0) host.incomplete();
}
