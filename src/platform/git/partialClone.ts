import { join } from 'node:path';
import { mkdirs, statIfThere } from '../files/disk.ts';
import { cacheFolder } from '../project/userFolders.ts';
import type { GitConfig } from './gitConfig.ts';
import type { GitProgram } from './gitProgram.ts';
import type { RepositoryPlaces } from './openRepository.ts';

/** Whether git would fetch objects that are missing from a remote of the repository. */
export function isPartialClone(config: GitConfig): boolean {
	const remotes = config.subsections('remote').map((name) => config.get(`remote.${name}.promisor`));
	return config.get('extensions.partialclone') !== undefined || remotes.some((value) => value !== undefined);
}

/**
 * A git that reads a partial clone's objects but knows none of its remotes. Before 2.45 nothing else keeps `cat-file`
 * from fetching a missing object, and from dying when it may not. Revisions have no meaning to it, only ids have.
 */
export async function withoutRemotes(git: GitProgram, places: RepositoryPlaces): Promise<GitProgram> {
	const empty = await emptyRepository(git, places.objectFormat);
	return git.with({ GIT_DIR: empty, GIT_OBJECT_DIRECTORY: join(places.commonDir, 'objects') });
}

/** An empty repository in the user's state folder, made when it is not there. */
async function emptyRepository(git: GitProgram, objectFormat: string): Promise<string> {
	const folder = join(cacheFolder(), 'empty-repositories', `${objectFormat}.git`);
	if ((await statIfThere(join(folder, 'HEAD'))) !== undefined) return folder;
	await mkdirs(folder);
	const options = ['--quiet', '--bare', '--template=', `--object-format=${objectFormat}`];
	await git.run(['init', ...options, folder]);
	return folder;
}

/** Full commit id of a revision, where `cat-file` cannot be asked; undefined when there is none. */
export async function parseRevision(git: GitProgram, revision: string): Promise<string | undefined> {
	const options = ['--verify', '--quiet', '--end-of-options'];
	const { code, stdout } = await git.try(['rev-parse', ...options, `${revision}^{commit}`]);
	return code === 0 ? stdout.toString('utf8').trim() : undefined;
}
