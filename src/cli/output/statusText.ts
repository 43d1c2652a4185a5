import type { DataStatusDocument, DifferenceDocument } from '../../core/status/dataStatus.ts';
import { count } from './amounts.ts';
import { type Colors, colorsFor } from './colors.ts';
import { type Cell, tableLines } from './table.ts';

interface Section {
	readonly title: string;
	readonly hint: string;
	readonly rows: readonly (readonly Cell[])[];
}

type Paint = (text: string) => string;

/** A status document for people: a line that sums it up, then a section for each kind of finding. */
export function statusText(
	document: DataStatusDocument,
	options: { readonly color: boolean; readonly askedRemote: boolean },
): string {
	const colors = colorsFor(options.color);
	const sections = allSections(document, colors).filter(({ rows }) => rows.length > 0);
	const lines = sections.flatMap(({ title, hint, rows }) => [
		'',
		`${colors.strong(title)}${hint === '' ? '' : colors.faint(`  ${hint}`)}`,
		...tableLines(rows).map((line) => `  ${line}`),
	]);
	return `${[summary(document, options.askedRemote, colors), ...lines].join('\n')}\n`;
}

function allSections(document: DataStatusDocument, colors: Colors): Section[] {
	const { warning, bad, good, faint } = colors;
	return [
		{
			title: 'Cannot be read',
			hint: 'correct or restore these files',
			rows: (document.broken ?? []).map(({ path, reason }) => [{ text: path, paint: bad }, { text: reason }]),
		},
		{
			title: 'Files against pointers',
			hint: '"tidemark track" (Git LFS: "git add") takes a change, "tidemark checkout" restores what is missing',
			rows: changes(document.uncommitted, warning),
		},
		{
			title: 'Pointers against HEAD',
			hint: '"git commit" them',
			rows: changes(document.committed, good),
		},
		{ title: 'Not in the cache', hint: '"tidemark fetch" gets it', rows: paths(document.not_in_cache, bad) },
		{ title: 'Not uploaded', hint: '"tidemark push" uploads it', rows: paths(document.not_in_remote, bad) },
		{
			title: 'Not known whether uploaded',
			hint: '',
			rows: paths(
				document.remote_unknown?.map(({ path }) => path),
				warning,
			),
		},
		{ title: 'Untracked by git', hint: '', rows: paths(document.untracked, faint) },
		{ title: 'Unchanged', hint: '', rows: paths(document.unchanged, (text) => text) },
	];
}

function paths(list: readonly string[] | undefined, paint: Paint): Cell[][] {
	return (list ?? []).map((text) => [{ text, paint }]);
}

function changes(difference: DifferenceDocument | undefined, paint: Paint): Cell[][] {
	const { added = [], modified = [], deleted = [], renamed = [], unknown = [] } = difference ?? {};
	const rows: [string, string][] = [
		...added.map((path): [string, string] => ['added', path]),
		...modified.map((path): [string, string] => ['modified', path]),
		...deleted.map((path): [string, string] => ['deleted', path]),
		...renamed.map(({ old, new: fresh }): [string, string] => ['renamed', `${old} -> ${fresh}`]),
		...unknown.map((path): [string, string] => ['unknown', path]),
	];
	return rows.map(([what, path]) => [{ text: what, paint }, { text: path }]);
}

function summary(document: DataStatusDocument, askedRemote: boolean, colors: Colors): string {
	const changed = size(document.uncommitted);
	const staged = size(document.committed);
	const parts = [
		...part(document.broken?.length, (n) => colors.bad(`${count(n, 'file')} cannot be read`)),
		...part(changed, (n) => colors.warning(`${n} differ from their pointers`)),
		...part(staged, (n) => colors.good(`${count(n, 'pointer change')} to commit`)),
		...part(document.not_in_cache?.length, (n) => colors.bad(`${n} not in the cache`)),
		...part(document.not_in_remote?.length, (n) => colors.bad(`${n} not uploaded`)),
		...part(document.remote_unknown?.length, (n) => colors.warning(`${n} not known whether uploaded`)),
	];
	if (parts.length > 0) return parts.join(', ');
	return colors.good(
		askedRemote ? 'Everything is as the pointers say, and uploaded.' : 'Everything is as the pointers say.',
	);
}

function part(number: number | undefined, text: (number: number) => string): string[] {
	return number === undefined || number === 0 ? [] : [text(number)];
}

function size(difference: DifferenceDocument | undefined): number {
	return Object.values(difference ?? {}).reduce((sum, list) => sum + list.length, 0);
}
