import type { Command } from 'commander';
import type { ListedPath } from '../../core/listing/listedPath.ts';
import type { Host } from '../host.ts';
import { size } from '../output/amounts.ts';
import { colorsFor } from '../output/colors.ts';
import { writeJson } from '../output/json.ts';
import { withProgress } from '../output/progress.ts';
import { tableLines } from '../output/table.ts';
import { repositoryPaths } from '../paths.ts';
import { sideOf } from '../sides.ts';

interface LsFlags {
	readonly json?: boolean;
	readonly version?: string;
	readonly recursive?: boolean;
	readonly dvcOnly?: boolean;
}

/** `tidemark ls`: what is in a version. */
export function defineLs(program: Command, host: Host): void {
	program
		.command('ls [path]')
		.description('files of a version, in git and outside')
		.option('--version <name>', 'tag, branch or commit (default: the work tree)')
		.option('-R, --recursive', 'files of all folders below')
		.option('--dvc-only', 'only what is outside git')
		.option('--json', 'the document of "dvc ls --json"')
		.action((path: string | undefined, flags: LsFlags) => runLs(host, path, flags));
}

async function runLs(host: Host, typed: string | undefined, flags: LsFlags): Promise<void> {
	const project = await host.project();
	const [path = ''] = typed === undefined ? [] : await repositoryPaths(project.root, host.folder, [typed]);
	const side = await sideOf(project, flags.version);
	const rows = await withProgress(host, 'Fetching', (run) => project.list(side, path, { ...run, ...flags }));
	await (flags.json === true ? writeJson(host, rows) : host.write(listText(rows, host.color)));
}

function listText(rows: readonly ListedPath[], color: boolean): string {
	const colors = colorsFor(color);
	const lines = tableLines(
		rows.map((row) => [
			{ text: row.isdir ? '' : size(row.size), right: true },
			{ text: row.isout ? (row.md5?.slice(0, 8) ?? 'outside git') : 'git', paint: colors.faint },
			{ text: row.isdir ? `${row.path}/` : row.path, paint: row.isout ? colors.strong : undefined },
		]),
	);
	return lines.map((line) => `${line}\n`).join('');
}
