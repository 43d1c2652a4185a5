import { TidemarkError } from '../../core/errors.ts';
import type { SnapshotReader } from '../../core/versions/snapshotReader.ts';
import type { HashMemory } from '../cache/hashMemory.ts';
import type { GitRepository } from '../git/gitRepository.ts';
import { SnapshotMemo } from '../status/snapshotMemo.ts';
import type { HashPool } from '../workers/hashPool.ts';
import type { Places } from './places.ts';
import type { Project } from './project.ts';
import { StatusEngine } from './status.ts';
import { cacheFolder } from './userFolders.ts';

/** What the status of a project is made from. */
export interface StatusParts {
	readonly git: GitRepository;
	readonly places: Places;
	readonly memory: HashMemory;
	readonly hashes: HashPool;
	readonly snapshots: SnapshotReader;
}

/** The status engine of one project; `project` gives pointers and manifests. */
export function statusEngine(parts: StatusParts, project: Pick<Project, 'snapshot' | 'files'>): StatusEngine {
	const { git, places, memory, hashes, snapshots } = parts;
	return new StatusEngine({
		prepare: (artifacts) => places.prepare(artifacts),
		root: git.root,
		stores: places,
		memory,
		hashes,
		workTree: () => project.snapshot({ type: 'workspace' }),
		head: async () => {
			const commit = await git.resolve('HEAD');
			return commit === undefined ? undefined : project.snapshot({ type: 'commit', commit });
		},
		memo: new SnapshotMemo({ git, snapshots, folder: cacheFolder() }),
		untracked: async () => {
			const files = await git.files(() => true);
			return files.filter(({ indexBlob }) => indexBlob === undefined).map(({ path }) => path);
		},
		remotes: {
			settingsOf: places.settingsOf,
			remoteOf: (artifact, name) => places.remoteOf(artifact, 'read', name),
		},
		fetchManifest: async (artifact, signal) => {
			try {
				return await project.files(artifact, { signal });
			} catch (error) {
				if (TidemarkError.is(error, 'missingObject')) return undefined;
				throw error;
			}
		},
	});
}
