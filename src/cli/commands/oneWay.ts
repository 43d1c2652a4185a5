import type { Command } from 'commander';
import type { TransferReport } from '../../core/ports.ts';
import type { Project, RunOptions, TransferSelection } from '../../platform/project/project.ts';
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

/** A command that moves content one way. */
export interface OneWay {
	readonly name: 'fetch' | 'push';
	readonly description: string;
	/** What is said meanwhile and afterwards: `Fetching`, `Fetched`. */
	readonly doing: string;
	readonly done: string;
	readonly move: (project: Project, selection: TransferSelection, run: RunOptions) => Promise<TransferReport>;
}

/** Adds `tidemark fetch` or `tidemark push`. */
export function defineOneWay(program: Command, host: Host, way: OneWay): void {
	const command = program
		.command(`${way.name} [paths...]`)
		.description(way.description)
		.option('--all-tags', 'what every git tag names')
		.action((paths: string[], flags: TransferFlags) => runOneWay(host, way, paths, flags));
	withTransferOptions(command);
}

async function runOneWay(
	host: Host,
	way: OneWay,
	paths: readonly string[],
	flags: TransferFlags,
): Promise<void> {
	const project = await host.project();
	const selection = await selectionOf(host, project, paths, flags);
	const report = await withProgress(host, way.doing, (run) => way.move(project, selection, run));
	if (flags.json === true) await writeJson(host, transferDocument(report));
	else await host.write(transferText(way.done, report));
	checkTransfer(host, report);
}
