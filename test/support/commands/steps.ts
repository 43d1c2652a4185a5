import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import type { Summary } from '../summaryReporter.ts';

/** How many checks of a step passed and failed. */
export interface Count {
	readonly passed: number;
	readonly failed: number;
}

/** The counts of several steps together. */
export function sum(counts: readonly Count[]): Count {
	return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
		passed: 0,
		failed: 0,
	});
}

/** Runs a program of the project in its folder, its output going to ours; gives the exit code. */
export function runHere(
	program: string,
	args: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<number> {
	const child = spawn(program, [...args], {
		cwd: projectRoot,
		stdio: 'inherit',
		env: { ...process.env, ...env },
		shell: process.platform === 'win32' && program !== process.execPath,
	});
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}

/** Runs a check that has no counts of its own: nothing when it is green, one failure when it is red. */
export async function check(program: string, args: readonly string[]): Promise<Count> {
	return { passed: 0, failed: (await runHere(program, args)) === 0 ? 0 : 1 };
}

/**
 * Runs something that leaves a {@link Summary} in the file `TIDEMARK_REPORT` names, and gives its counts. No report, or
 * a red exit without a failed test in it, counts as one failure.
 */
export async function counted(start: (env: Record<string, string>) => Promise<number>): Promise<Count> {
	const folder = mkdtempSync(join(tmpdir(), 'tidemark-report-'));
	const file = join(folder, 'report.json');
	const code = await start({ TIDEMARK_REPORT: file });
	const { passed, failed } = readSummary(file) ?? { passed: 0, failed: 1 };
	rmSync(folder, { recursive: true });
	return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

/** Builds `dist/`; throws when that fails. */
export async function buildExtension(...flags: readonly string[]): Promise<void> {
	if ((await runHere(process.execPath, ['esbuild.mjs', ...flags])) !== 0)
		throw new Error('The build failed; its messages are above.');
}

function readSummary(file: string): Summary | undefined {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Summary;
	} catch {
		return undefined;
	}
}
