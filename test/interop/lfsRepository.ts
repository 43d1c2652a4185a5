import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { openProject } from '../../src/platform/project/openProject.ts';
import type { Project } from '../../src/platform/project/project.ts';
import { run } from '../support/shell.ts';
import { gitLfsPath } from '../support/tools.ts';

/** A repository that the real git-lfs and Tidemark work in. */
export interface LfsRepository {
	readonly root: string;
	git(...args: readonly string[]): Promise<string>;
	/** Opens it anew; nothing outside it is consented to. */
	project(): Promise<Project>;
	dispose(): Promise<void>;
}

/** An empty repository with git-lfs's filters, or a clone of `source` whose content was not smudged. */
export async function newLfsRepository(source?: LfsRepository): Promise<LfsRepository> {
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-lfs-'));
	const root = join(folder, 'repo');
	const program = dirname(await gitLfsPath());
	const env = {
		...process.env,
		PATH: `${program}${delimiter}${process.env['PATH'] ?? ''}`,
		HOME: folder,
		GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
		GIT_CONFIG_SYSTEM: '/dev/null',
		GIT_LFS_SKIP_SMUDGE: source === undefined ? '0' : '1',
	};
	await run('git', ['lfs', 'install', '--skip-repo'], { env, cwd: folder });
	const make = source === undefined ? ['init', '-q', '-b', 'main', root] : ['clone', '-q', source.root, root];
	await run('git', make, { env, cwd: folder });
	const git = (...args: readonly string[]) => run('git', args, { env, cwd: root });
	await git('config', 'user.name', 'Test');
	await git('config', 'user.email', 'test@example.com');
	const projects: Project[] = [];
	return {
		root,
		git,
		project: async () => {
			const log = { info: () => {}, warn: () => {}, error: () => {} };
			const project = await openProject(root, { consent: { allow: async () => false }, log });
			projects.push(project);
			return project;
		},
		dispose: async () => {
			for (const project of projects) await project.dispose();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
