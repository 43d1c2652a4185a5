import { existsSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Demo, demoIn, makeDemo } from '../demo/makeDemo.ts';
import { run } from './shell.ts';

/** A private copy of the demo. */
export interface DemoCopy extends Demo {
	dispose(): Promise<void>;
}

let template: Promise<Demo> | undefined;

/**
 * A fresh copy of the demo; the demo itself is made once per process. Where `TIDEMARK_DEMO` names a folder, the demo there is
 * copied, made first when it is empty, so that several processes of one run share it.
 */
export async function copyDemo(): Promise<DemoCopy> {
	template ??= makeTemplate();
	const { repository } = await template;
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-demo-'));
	await cp(dirname(repository), folder, {
		recursive: true,
		verbatimSymlinks: true,
		preserveTimestamps: true,
	});
	// The copies' files are other files; their times and sizes tell git that they are unchanged.
	await run('git', ['config', 'core.checkStat', 'minimal'], { cwd: demoIn(folder).repository });
	return { ...demoIn(folder), dispose: () => rm(folder, { recursive: true, force: true }) };
}

async function makeTemplate(): Promise<Demo> {
	const shared = process.env['TIDEMARK_DEMO'];
	if (shared !== undefined) return existsSync(shared) ? demoIn(shared) : makeDemo(shared);
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-demo-template-'));
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	return makeDemo(folder);
}
