import type { Command } from 'commander';
import type { ValueDiff } from '../../core/metrics/valueDiff.ts';
import type { Host } from '../host.ts';
import { colorsFor } from '../output/colors.ts';
import { writeJson } from '../output/json.ts';
import { withProgress } from '../output/progress.ts';
import { type Cell, tableLines } from '../output/table.ts';
import { twoSides } from '../sides.ts';

interface ValuesFlags {
	readonly json?: boolean;
	readonly all?: boolean;
}

/** Characters of a value that a table shows. */
const widest = 40;

/** `metrics` and `params` are one command on two kinds of files. */
export function defineValues(program: Command, host: Host, kind: 'metrics' | 'params'): void {
	program
		.command(`${kind} [a] [b]`)
		.description(`${kind} that differ between two versions (default: HEAD and the work tree)`)
		.option('--json', `the document of "dvc ${kind} diff --json"`)
		.option('--all', 'also those that are equal')
		.action((a: string | undefined, b: string | undefined, flags: ValuesFlags) =>
			runValues(host, kind, [a, b], flags),
		);
}

async function runValues(
	host: Host,
	kind: 'metrics' | 'params',
	[a, b]: readonly [string | undefined, string | undefined],
	flags: ValuesFlags,
): Promise<void> {
	const project = await host.project();
	const [old, fresh] = await twoSides(project, a, b);
	const { all } = flags;
	const found = await withProgress(host, 'Fetching', (run) =>
		project.values(kind, old, fresh, { ...run, all }),
	);
	for (const reason of new Set(found.errors.map((error) => error.describe()))) host.note(reason);
	if (found.errors.length > 0) host.incomplete();
	await (flags.json === true
		? writeJson(host, found.document)
		: host.write(valuesText(kind, found, host.color)));
}

function valuesText(kind: string, { document, errors }: ValueDiff, color: boolean): string {
	const complete = errors.length === 0;
	const colors = colorsFor(color);
	const rows = Object.entries(document).flatMap(([file, values]) =>
		Object.entries(values).map(([key, { old, new: fresh, diff }]): Cell[] => [
			{ text: file, paint: colors.faint },
			{ text: key, paint: colors.strong },
			{ text: shortened(shown(old)), right: true },
			{ text: shortened(shown(fresh)), right: true },
			{
				text:
					typeof diff === 'number' && diff > 0
						? `+${rounded(diff)}`
						: diff === undefined
							? ''
							: rounded(diff),
			},
		]),
	);
	if (rows.length === 0)
		return complete ? `No ${kind} differ.\n` : `No ${kind} to show: not all could be read.\n`;
	const head = ['file', 'key', 'old', 'new', 'difference'].map((text) => ({ text, paint: colors.faint }));
	return `${tableLines([head, ...rows]).join('\n')}\n`;
}

function shown(value: unknown): string {
	if (value === null || value === undefined) return '-';
	if (typeof value === 'number') return String(Number(value.toPrecision(12)));
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '-');
}

/** One long list must not push every other row off the screen; `--json` has it whole. */
function shortened(text: string): string {
	const characters = [...text];
	return characters.length <= widest ? text : `${characters.slice(0, widest - 1).join('')}…`;
}

/** A difference of binary fractions without the noise of its last digits. */
function rounded(value: number | string): string {
	return typeof value === 'number' ? String(Number(value.toPrecision(6))) : value;
}
