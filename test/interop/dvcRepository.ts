import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../../src/core/model.ts';
import { artifactsOfDvcFile, parseDvcFile } from '../../src/core/pointers/dvcFile.ts';
import { DvcCache } from '../../src/platform/cache/dvcCache.ts';
import { readDvcSettings, remoteSettings } from '../../src/platform/project/dvcSettings.ts';
import { openRemote } from '../../src/platform/remotes/openRemote.ts';
import type { Remote } from '../../src/platform/remotes/remote.ts';
import type { TransferPlaces } from '../../src/platform/transfer/context.ts';
import { run } from '../support/shell.ts';
import { dvcPath } from '../support/tools.ts';

/** A repository that the real DVC and our transfers work in. */
export interface DvcRepository {
	readonly root: string;
	/** Runs the real DVC in it. */
	dvc(...args: readonly string[]): Promise<string>;
	git(...args: readonly string[]): Promise<string>;
	/** The artifacts a `.dvc` file names; `text` stands for an older version of it. */
	artifacts(pointer: string, text?: string): Promise<readonly Artifact[]>;
	/** Cache and remote as the repository's own config says; everything is consented to. */
	places(): Promise<TransferPlaces & { readonly cache: DvcCache; readonly remote: Remote }>;
	dispose(): Promise<void>;
}

/** DVC asks for nothing and keeps no state outside the folder. */
function environment(folder: string): NodeJS.ProcessEnv {
	return {
		...process.env,
		DVC_NO_ANALYTICS: '1',
		DVC_SITE_CACHE_DIR: join(folder, 'site'),
		DVC_GLOBAL_CONFIG_DIR: join(folder, 'global'),
		DVC_SYSTEM_CONFIG_DIR: join(folder, 'system'),
		GIT_CONFIG_GLOBAL: '/dev/null',
		GIT_CONFIG_SYSTEM: '/dev/null',
	};
}

/** A new repository with one commit, `dvc init` done. */
export async function newDvcRepository(): Promise<DvcRepository> {
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-interop-'));
	const env = environment(folder);
	const root = join(folder, 'repo');
	await run('git', ['init', '-q', '-b', 'main', root], { env });
	await run('git', ['config', 'user.name', 'Test'], { cwd: root, env });
	await run('git', ['config', 'user.email', 'test@example.com'], { cwd: root, env });
	const repository = await openDvcRepository(folder, root, env);
	await repository.dvc('init', '-q');
	await repository.git('commit', '-qm', 'Start');
	return repository;
}

async function openDvcRepository(
	folder: string,
	root: string,
	env: NodeJS.ProcessEnv,
): Promise<DvcRepository> {
	const dvcProgram = await dvcPath();
	return {
		root,
		dvc: (...args) => run(dvcProgram, args, { cwd: root, env }),
		git: (...args) => run('git', args, { cwd: root, env }),
		artifacts: async (pointer, text) => {
			const source = text ?? (await readFile(join(root, pointer), 'utf8'));
			return artifactsOfDvcFile(parseDvcFile(source, pointer), pointer);
		},
		places: () => placesOf(root, env),
		dispose: () => rm(folder, { recursive: true, force: true }),
	};
}

async function placesOf(root: string, env: NodeJS.ProcessEnv) {
	const settings = await readDvcSettings(root, {
		workTree: root,
		env,
		isLocalTracked: () => Promise.resolve(false),
	});
	const consent = { allow: () => Promise.resolve(true) };
	const remote = await openRemote(remoteSettings(settings), { consent, access: 'write' });
	const cache = new DvcCache(settings.cacheFolder);
	return { cache, remote, remoteOf: () => Promise.resolve(remote), storeOf: () => cache };
}
