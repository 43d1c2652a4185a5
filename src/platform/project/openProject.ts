import type { Consent, Log } from '../../core/ports.ts';
import { SnapshotReader } from '../../core/versions/snapshotReader.ts';
import { HashMemory } from '../cache/hashMemory.ts';
import { LfsStore, lfsAlternates } from '../cache/lfsStore.ts';
import { GitRepository } from '../git/gitRepository.ts';
import { HashPool } from '../workers/hashPool.ts';
import { BlobCopies } from './blobCopies.ts';
import { GitProject } from './gitProject.ts';
import { Places } from './places.ts';
import type { Project } from './project.ts';
import { cacheFolder } from './userFolders.ts';

/** What a project needs from who opens it. */
export interface ProjectServices {
	readonly consent: Consent;
	readonly log: Log;
	/** Folder (ending in `/`) with the built workers; default: beside this code. */
	readonly workerFolder?: URL | undefined;
	/** Bytes hashed on the calling thread without starting workers; the editor's thread wants few. */
	readonly inlineLimit?: number | undefined;
}

/**
 * Opens the git work tree that `folder` is in, or is. Nothing is walked, hashed or contacted yet.
 * Throws `git` when there is none.
 */
export async function openProject(folder: string, services: ProjectServices): Promise<Project> {
	const git = await GitRepository.open(folder);
	const hashes = new HashPool({
		workerUrl: services.workerFolder && new URL('hashWorker.js', services.workerFolder),
		inlineLimit: services.inlineLimit,
	});
	const memory = new HashMemory(cacheFolder());
	const lfs = new LfsStore(
		{
			commonDir: git.commonDir,
			storage: git.configAtOpen.get('lfs.storage'),
			alternates: await lfsAlternates(git.commonDir),
		},
		{ hashes, memory },
	);
	return new GitProject({
		git,
		hashes,
		memory,
		snapshots: new SnapshotReader(git, git),
		blobs: new BlobCopies(cacheFolder()),
		places: new Places({
			root: git.root,
			consent: services.consent,
			isTracked: (path) => git.isTracked(path),
			lfs,
			hashes,
			memory,
		}),
		labelWorker: services.workerFolder && new URL('labelWorker.js', services.workerFolder),
		log: services.log,
	});
}
