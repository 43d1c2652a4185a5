/** The command line as it is shipped: one bundle, run in a process of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** What a run of the program printed, and its exit code. */
export interface CliRun {
	readonly code: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** A bundle in a temporary folder, with a state folder of its own. */
export interface BuiltCli {
	/** Absolute path of `cli.js`. */
	readonly path: string;
	/** Runs it in a folder; `env` adds to the environment. Standard input is empty and no terminal. */
	run(folder: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<CliRun>;
	dispose(): Promise<void>;
}

const source = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** Builds the program as `npm run build` does. */
export async function buildCli(): Promise<BuiltCli> {
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-cli-'));
	await build({
		entryPoints: {
			cli: source('cli/main.ts'),
			hashWorker: source('platform/workers/hashWorker.ts'),
			labelWorker: source('platform/workers/labelWorker.ts'),
		},
		outdir: join(folder, 'dist'),
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node20',
		outExtension: { '.js': '.mjs' },
		logLevel: 'warning',
		banner: {
			js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
		},
	});
	const path = join(folder, 'dist', 'cli.mjs');
	const state = { TIDEMARK_CACHE: join(folder, 'cache'), TIDEMARK_CONFIG: join(folder, 'config') };
	return {
		path,
		run: (cwd, args, env = {}) => runProgram(path, cwd, args, { ...process.env, ...state, ...env }),
		dispose: () => rm(folder, { recursive: true, force: true }),
	};
}

function runProgram(
	path: string,
	cwd: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv,
): Promise<CliRun> {
	return new Promise((done, fail) => {
		const child = spawn(process.execPath, [path, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		const out: Buffer[] = [];
		const errors: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
		child.on('error', fail);
		child.on('close', (code) => {
			const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
			done({ code: code ?? -1, stdout: text(out), stderr: text(errors) });
		});
	});
}
