import type { Command } from 'commander';
import { TidemarkError } from '../../core/errors.ts';
import { readRange } from '../../platform/files/disk.ts';
import type { Host } from '../host.ts';
import { withProgress } from '../output/progress.ts';
import { repositoryPaths } from '../paths.ts';
import { sideOf } from '../sides.ts';

interface CatFlags {
	readonly version?: string;
	readonly range?: ByteRange;
}

interface ByteRange {
	readonly start: number;
	readonly end: number | undefined;
}

/** `tidemark cat`: the bytes of one file of a version. */
export function defineCat(program: Command, host: Host): void {
	program
		.command('cat <path>')
		.description('the bytes of one file of a version, fetched when they are not here')
		.option('--version <name>', 'tag, branch or commit (default: the work tree)')
		.option('--range <a-b>', 'bytes a to b, both included, counted from 0; "a-" for the rest', readByteRange)
		.action((path: string, flags: CatFlags) => runCat(host, path, flags));
}

async function runCat(host: Host, typed: string, flags: CatFlags): Promise<void> {
	const project = await host.project();
	const [path = ''] = await repositoryPaths(project.root, host.folder, [typed]);
	const side = await sideOf(project, flags.version);
	const file = await withProgress(host, 'Fetching', (run) => project.contentFile(side, path, run));
	for await (const chunk of readRange(file, flags.range)) await host.write(chunk);
}

/** `0-99`, `100-`. Throws `usage`. */
export function readByteRange(text: string): ByteRange {
	const match = /^(\d+)-(\d*)$/.exec(text);
	const start = Number(match?.[1]);
	const end = match?.[2] ? Number(match[2]) : undefined;
	if (match !== null && (end === undefined || end >= start)) return { start, end };
	throw new TidemarkError('usage', `"${text}" is not a range of bytes.`, {
		next: 'Write --range 0-99 for the first hundred bytes, or --range 100- for the rest.',
	});
}
