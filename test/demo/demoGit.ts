import { devNull } from 'node:os';
import { run } from '../support/shell.ts';
import type { Release } from './releases.ts';
import { lastPointer } from './writeLfsFile.ts';

/** In place of git-lfs, which need not be installed: git takes the pointer for the content. */
const settings = ['-c', `filter.lfs.clean=cat ${lastPointer}`];
/** Nothing of the user's own configuration reaches into the demo: no signing, hooks or filters. */
const noConfiguration = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' };

/** Runs git in the demo's repository, as the people of its history. */
export class DemoGit {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async run(...args: string[]): Promise<void> {
		await this.#run(args, {});
	}

	/** Commits everything as a release, with its tags. */
	async commitAll(release: Release, now: number): Promise<void> {
		const env = identity(release, now);
		await this.#run(['add', '--all'], env);
		await this.#run(['commit', '--quiet', '--message', release.message], env);
		const messages = new Map([[release.name, release.message]]);
		for (const name of release.modelTags) messages.set(name, `Register ${name}`);
		for (const [name, message] of messages)
			await this.#run(['tag', '--annotate', name, '--message', message], env);
	}

	async #run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
		await run('git', [...settings, ...args], {
			cwd: this.#folder,
			env: { ...process.env, ...noConfiguration, ...env },
		});
	}
}

function identity({ author, daysAgo }: Release, now: number): Record<string, string> {
	const date = `${Math.floor(now / 1000) - daysAgo * 24 * 3600} +0000`;
	return {
		GIT_AUTHOR_NAME: author.name,
		GIT_AUTHOR_EMAIL: author.email,
		GIT_AUTHOR_DATE: date,
		GIT_COMMITTER_NAME: author.name,
		GIT_COMMITTER_EMAIL: author.email,
		GIT_COMMITTER_DATE: date,
	};
}
