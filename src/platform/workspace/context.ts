import { join } from 'node:path';
import type { Snapshot } from '../../core/model.ts';
import type { DvcCache } from '../cache/dvcCache.ts';
import type { HashMemory } from '../cache/hashMemory.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import type { HashPool } from '../workers/hashPool.ts';

/** What operations on the user's files work with: one DVC project of one git work tree. */
export interface WorkspaceContext {
	/** Absolute path of the git work tree; all paths below are relative to it. */
	readonly root: string;
	/** Folder that holds, or is to hold, `.dvc/`; '' for the root. */
	readonly projectRoot: string;
	readonly git: Pick<GitRepository, 'isTracked' | 'ignored'>;
	readonly cache: DvcCache;
	readonly hashes: HashPool;
	readonly memory?: HashMemory | undefined;
	/** `core.autostage`: pointers are added to git's index. */
	readonly autostage: boolean;
	/** What the work tree tracks right now. */
	readonly snapshot: () => Promise<Snapshot>;
	/** Adds files to git's index. */
	readonly stage: (paths: readonly string[]) => Promise<void>;
}

/** Absolute path of the DVC project. */
export function projectFolder(context: Pick<WorkspaceContext, 'root' | 'projectRoot'>): string {
	return join(context.root, context.projectRoot);
}
