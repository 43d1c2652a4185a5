import type { Command } from 'commander';
import { TidemarkError } from '../../core/errors.ts';
import type { TrackResult } from '../../platform/project/project.ts';
import type { Host } from '../host.ts';
import { count, size } from '../output/amounts.ts';
import { writeJson } from '../output/json.ts';
import { withProgress } from '../output/progress.ts';
import { tableLines } from '../output/table.ts';
import { repositoryPaths } from '../paths.ts';

interface TrackFlags {
	readonly json?: boolean;
	readonly with?: string;
}

/** `tidemark track`: takes files and folders under versioning, as `dvc add` does. */
export function defineTrack(program: Command, host: Host): void {
	program
		.command('track <paths...>')
		.description('copy content to the cache and write its pointer, as "dvc add" does')
		.option('--with <system>', 'dvc, the only one so far', 'dvc')
		.option('--json', 'what was written')
		.action((paths: string[], flags: TrackFlags) => runTrack(host, paths, flags));
}

async function runTrack(host: Host, typed: readonly string[], flags: TrackFlags): Promise<void> {
	if (flags.with !== 'dvc') throw otherSystem(flags.with ?? '');
	const project = await host.project();
	const paths = await repositoryPaths(project.root, host.folder, typed);
	const results = await withProgress(host, 'Tracking', (run) => project.track(paths, run));
	if (flags.json === true) await writeJson(host, results.map(describe));
	else await host.write(trackText(results));
}

function otherSystem(name: string): TidemarkError {
	if (name !== 'lfs') {
		return new TidemarkError('usage', `"${name}" is no system to track with.`, { next: 'Leave --with out.' });
	}
	return new TidemarkError('unsupported', 'Tracking with Git LFS is not done by Tidemark.', {
		kept: 'Nothing was changed.',
		next: 'Run "git lfs track" and "git add"; Tidemark shows the result.',
	});
}

function describe({ path, pointerFile, written, object, size: bytes, fileCount }: TrackResult): object {
	return { path, pointer: pointerFile, written, hash: object, size: bytes, files: fileCount ?? null };
}

function trackText(results: readonly TrackResult[]): string {
	const rows = results.map(({ path, size: bytes, fileCount, object }) => [
		{ text: object.slice(0, 8) },
		{ text: size(bytes), right: true },
		{ text: fileCount === undefined ? '' : count(fileCount, 'file'), right: true },
		{ text: path },
	]);
	const written = [...new Set(results.flatMap((result) => result.written))].sort();
	const next =
		written.length === 0 ? [] : ['', 'Written; add these to git:', ...written.map((file) => `  ${file}`)];
	return `${[...tableLines(rows), ...next].join('\n')}\n`;
}
