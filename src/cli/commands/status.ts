import type { Command } from 'commander';
import type { DataStatusDocument } from '../../core/status/dataStatus.ts';
import type { Host } from '../host.ts';
import { writeJson } from '../output/json.ts';
import { withProgress } from '../output/progress.ts';
import { statusText } from '../output/statusText.ts';
import { refuseUnknown, repositoryPaths, withoutPointers } from '../paths.ts';

interface StatusFlags {
	readonly json?: boolean;
	readonly granular?: boolean;
	readonly notInRemote?: boolean;
	readonly unchanged?: boolean;
	readonly untrackedFiles?: boolean;
	readonly remote?: string;
	readonly check?: boolean;
}

/** `tidemark status`: what is not as the pointers say, here and on the remote. */
export function defineStatus(program: Command, host: Host): void {
	program
		.command('status [paths...]')
		.description('what differs between HEAD, the pointers and the files; and what was not uploaded')
		.option('--json', 'the document of "dvc data status --json"')
		.option('--granular', 'list the files of folders too')
		.option('--not-in-remote', 'ask the remotes which objects they lack')
		.option('--unchanged', 'list what did not change')
		.option('--untracked-files', 'list files git does not track')
		.option('-r, --remote <name>', 'remote to ask in place of the default')
		.option(
			'--check',
			'exit with 1 when something is missing, modified or (asked with --not-in-remote) not uploaded',
		)
		.action((paths: string[], flags: StatusFlags) => runStatus(host, paths, flags));
}

async function runStatus(host: Host, typed: readonly string[], flags: StatusFlags): Promise<void> {
	const project = await host.project();
	const paths = typed.length === 0 ? undefined : await targets(host, typed);
	const document = await withProgress(host, 'Hashing', (run) =>
		project.dataStatus({ ...run, ...flags, paths, likeDvc: flags.json }),
	);
	for (const { path, reason } of document.broken ?? [])
		host.note(reason.startsWith(path) ? reason : `${path}: ${reason}`);
	for (const line of remoteNotes(document)) host.note(line);
	await (flags.json === true
		? writeJson(host, document)
		: host.write(statusText(document, { color: host.color, askedRemote: flags.notInRemote === true })));
	if (flags.check === true && !isComplete(document, flags)) host.incomplete();
}

async function targets(host: Host, typed: readonly string[]): Promise<readonly string[]> {
	const project = await host.project();
	const paths = await repositoryPaths(project.root, host.folder, typed);
	await refuseUnknown(project, paths);
	return withoutPointers(paths, await project.snapshot({ type: 'workspace' }));
}

/** Each reason once, with how many artifacts it stands for. */
function remoteNotes({ remote_unknown: unknown = [] }: DataStatusDocument): string[] {
	const byReason = new Map<string, string[]>();
	for (const { path, reason } of unknown) byReason.set(reason, [...(byReason.get(reason) ?? []), path]);
	return [...byReason].map(([reason, paths]) => {
		const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
		return `not known whether uploaded: ${paths[0] ?? ''}${more}: ${reason}`;
	});
}

/**
 * With `--not-in-remote` the question is whether everything was uploaded, which a clone without data can answer too;
 * without, whether the work tree is as its pointers say.
 */
function isComplete(document: DataStatusDocument, flags: StatusFlags): boolean {
	const wrong =
		flags.notInRemote === true
			? [document.not_in_remote, document.remote_unknown]
			: [document.not_in_cache, document.uncommitted];
	return [...wrong, document.broken].every((part) => part === undefined);
}
