import type { Command } from 'commander';
import type { DvcDiff } from '../../core/versions/dvcDiff.ts';
import type { Host } from '../host.ts';
import { count } from '../output/amounts.ts';
import { type Colors, colorsFor } from '../output/colors.ts';
import { writeJson } from '../output/json.ts';
import { withProgress } from '../output/progress.ts';
import { type Cell, tableLines } from '../output/table.ts';
import { twoSides } from '../sides.ts';

interface DiffFlags {
	readonly json?: boolean;
	readonly showHash?: boolean;
}

/** `tidemark diff`: files of artifacts that differ between two versions. */
export function defineDiff(program: Command, host: Host): void {
	program
		.command('diff [a] [b]')
		.description('files of artifacts that differ between two versions (default: HEAD and the work tree)')
		.option('--json', 'the document of "dvc diff --json"')
		.option('--show-hash', 'with hashes')
		.action((a: string | undefined, b: string | undefined, flags: DiffFlags) => runDiff(host, a, b, flags));
}

async function runDiff(
	host: Host,
	a: string | undefined,
	b: string | undefined,
	flags: DiffFlags,
): Promise<void> {
	const project = await host.project();
	const [old, fresh] = await twoSides(project, a, b);
	const { showHash, json: likeDvc } = flags;
	const document = await withProgress(host, 'Hashing', (run) =>
		project.dvcDiff(old, fresh, { ...run, showHash, likeDvc }),
	);
	if (flags.json === true) await writeJson(host, document);
	else
		await host.write(
			diffText('added' in document ? (document as DvcDiff) : undefined, colorsFor(host.color)),
		);
}

type Hash = string | null | { readonly old: string | null; readonly new: string | null } | undefined;

function diffText(diff: DvcDiff | undefined, colors: Colors): string {
	if (diff === undefined) return 'No differences.\n';
	const { 'not in cache': absent = [] } = diff;
	const rows: Cell[][] = [
		...diff.added.map((one) => row('added', one.path, one.hash, colors.good)),
		...diff.deleted.map((one) => row('deleted', one.path, one.hash, colors.bad)),
		...diff.modified.map((one) => row('modified', one.path, one.hash, colors.warning)),
		...diff.renamed.map((one) =>
			row('renamed', `${one.path.old} -> ${one.path.new}`, one.hash, colors.warning),
		),
		...absent.map((one) => row('not in cache', one.path, one.hash, colors.bad)),
	];
	if (rows.length === 0) return 'No differences.\n';
	const total = diff.added.length + diff.deleted.length + diff.modified.length + diff.renamed.length;
	return `${[...tableLines(rows), '', `${count(total, 'difference')}`].join('\n')}\n`;
}

function row(what: string, path: string, hash: Hash, paint: (text: string) => string): Cell[] {
	const cells: Cell[] = [{ text: what, paint }];
	if (hash !== undefined) cells.push({ text: hashText(hash) });
	return [...cells, { text: path }];
}

function hashText(hash: Exclude<Hash, undefined>): string {
	if (hash === null || typeof hash === 'string') return short(hash);
	return `${short(hash.old)}..${short(hash.new)}`;
}

function short(hash: string | null): string {
	return hash === null ? '-' : hash.slice(0, 8);
}
