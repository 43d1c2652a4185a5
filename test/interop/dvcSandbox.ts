import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../../src/core/model.ts';
import { SnapshotReader } from '../../src/core/versions/snapshotReader.ts';
import { DvcCache } from '../../src/platform/cache/dvcCache.ts';
import { LfsStore } from '../../src/platform/cache/lfsStore.ts';
import { GitRepository } from '../../src/platform/git/gitRepository.ts';
import { HashPool } from '../../src/platform/workers/hashPool.ts';
import type { WorkspaceContext } from '../../src/platform/workspace/context.ts';
import type { CheckoutContext } from '../../src/platform/workspace/workTreeState.ts';
import { run } from '../support/shell.ts';
import { dvcPath } from '../support/tools.ts';

/** A temporary folder in which the real DVC and Tidemark work, apart from any settings of the user. */
export interface Sandbox {
	readonly folder: string;
	git(cwd: string, ...args: string[]): Promise<string>;
	/** Stdout of the real DVC. */
	dvc(cwd: string, ...args: string[]): Promise<string>;
	dispose(): Promise<void>;
}

export async function makeSandbox(): Promise<Sandbox> {
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-interop-'));
	const env = {
		...process.env,
		GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
		GIT_CONFIG_NOSYSTEM: '1',
		DVC_GLOBAL_CONFIG_DIR: join(folder, 'global'),
		DVC_SYSTEM_CONFIG_DIR: join(folder, 'system'),
		DVC_SITE_CACHE_DIR: join(folder, 'site'),
		DVC_NO_ANALYTICS: '1',
	};
	const git = (cwd: string, ...args: string[]): Promise<string> =>
		run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, env });
	return {
		folder,
		git,
		dvc: async (cwd, ...args) => run(await dvcPath(), args, { cwd, env }),
		dispose: () => rm(folder, { recursive: true, force: true }),
	};
}

/** Tidemark's operations on one work tree, put together from their parts. */
export interface Workspace {
	readonly context: WorkspaceContext & CheckoutContext;
	snapshot(revision?: string): Promise<Snapshot>;
	dispose(): Promise<void>;
}

export async function openWorkspace(root: string, autostage = false): Promise<Workspace> {
	const git = await GitRepository.open(root);
	const hashes = new HashPool();
	const cache = new DvcCache(join(git.root, '.dvc', 'cache'), { hashes });
	const lfs = new LfsStore({ commonDir: git.commonDir }, { hashes });
	const reader = new SnapshotReader(git, git);
	return {
		context: {
			root: git.root,
			projectRoot: '',
			git,
			cache,
			hashes,
			autostage,
			stores: { dvc: () => cache, lfs },
			snapshot: () => reader.workTree(),
			stage: async (paths) => void (await run('git', ['add', '--', ...paths], { cwd: git.root })),
		},
		snapshot: async (revision) =>
			revision === undefined ? reader.workTree() : reader.atCommit((await git.resolve(revision)) ?? ''),
		dispose: async () => {
			git.dispose();
			await hashes.dispose();
		},
	};
}

/** Every file below a folder, as `mode content` by path; content as latin-1 text, a link as what it points to. */
export async function contentsOf(
	folder: string,
	keep: (path: string) => boolean = () => true,
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	for (const entry of entries) {
		const absolute = join(entry.parentPath, entry.name);
		const path = absolute.slice(folder.length + 1);
		if (!keep(path) || !entry.isFile()) continue;
		const { mode } = await lstat(absolute);
		found.set(path, `${(mode & 0o777).toString(8)} ${await readFile(absolute, 'latin1')}`);
	}
	return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
