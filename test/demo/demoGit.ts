import { run } from '../support/shell.ts';
import type { Release } from './releases.ts';
import { lastPointer } from './writeLfsFile.ts';

/** Settings of the user that must not reach into the demo: signing, hooks, git-lfs, which need not be installed. */
const settings = [
	'commit.gpgSign=false',
	'tag.gpgSign=false',
	'core.hooksPath=/dev/null',
	'filter.lfs.process=',
	`filter.lfs.clean=cat ${lastPointer}`,
	'filter.lfs.smudge=',
	'filter.lfs.required=false',
].flatMap((setting) => ['-c', setting]);

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
		await run('git', [...settings, ...args], { cwd: this.#folder, env: { ...process.env, ...env } });
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
