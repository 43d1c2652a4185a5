import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Row } from '../../../bench/row.ts';
import { projectRoot } from '../projectRoot.ts';
import { buildExtension } from './steps.ts';

/** A file of `bench/`; those without a race are their parts. */
interface RaceModule {
	readonly race?: () => Promise<readonly Row[]>;
}

/** `npm run bench [-- PART…]`: runs the races of `bench/` one after another and prints one table. */
export async function bench(args: readonly string[]): Promise<number> {
	await buildExtension('--minify');
	const rows: Row[] = [];
	for (const file of globSync('bench/*.ts', { cwd: projectRoot }).sort()) {
		if (args.length > 0 && !args.some((part) => file.includes(part))) continue;
		const module = (await import(pathToFileURL(join(projectRoot, file)).href)) as RaceModule;
		if (module.race === undefined) continue;
		console.log(`${file} …`);
		rows.push(...(await module.race()));
	}
	console.log(`\n${table(rows)}`);
	return 0;
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
