import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Row } from '../../../bench/row.ts';
import { projectRoot } from '../projectRoot.ts';
import { buildExtension } from './steps.ts';

interface RaceModule {
	readonly race: () => Promise<readonly Row[]>;
}

/** `npm run bench [-- PART…]`: runs the races of `bench/` one after another and prints one table. */
export async function bench(args: readonly string[]): Promise<number> {
	await buildExtension('--minify');
	const rows: Row[] = [];
	for (const file of races(args)) {
		console.log(`${file} …`);
		const { race } = (await import(pathToFileURL(file).href)) as RaceModule;
		rows.push(...(await race()));
	}
	console.log(`\n${table(rows)}`);
	return 0;
}

/** Files of `bench/` that export a race; the others are their parts, some of them programs of their own. */
function races(parts: readonly string[]): string[] {
	return globSync('bench/*.ts', { cwd: projectRoot })
		.filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
		.map((file) => join(projectRoot, file))
		.filter((file) => readFileSync(file, 'utf8').includes('export async function race('))
		.sort();
}

/** The rows as a Markdown table with aligned columns. */
function table(rows: readonly Row[]): string {
	const columns = ['race', 'ours', 'peer', 'ratio', 'goal'] as const;
	const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => row[name].length)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`;
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(columns), rule, ...rows.map((row) => line(columns.map((name) => row[name])))].join('\n');
}
