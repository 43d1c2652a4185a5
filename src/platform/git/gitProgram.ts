import { TidemarkError } from '../../core/errors.ts';
import { candidates, probeProgram } from '../processes/findProgram.ts';
import { type RunningProgram, type RunOptions, type RunResult, run, start } from '../processes/run.ts';
import { GitConfig } from './gitConfig.ts';
import { gitEnvironment } from './gitEnvironment.ts';
import { isProven, rememberProven } from './provenGit.ts';

const oldest = [2, 39] as const;
const howToInstall = `Install git ${oldest.join('.')} or newer and see that it is on PATH.`;

/** Git, started in one folder with everything switched off that the repository could misuse. */
export class GitProgram {
	readonly program: string;
	readonly folder: string;
	#environment: Record<string, string | undefined>;

	private constructor(program: string, folder: string) {
		this.program = program;
		this.folder = folder;
		this.#environment = gitEnvironment(undefined);
	}

	/** Throws `git` when there is no git, or one older than 2.39. */
	static async inFolder(folder: string): Promise<GitProgram> {
		return new GitProgram(await locateGit(), folder);
	}

	/** Variables git is started with, on top of this process's; `undefined` removes one. */
	get environment(): Readonly<Record<string, string | undefined>> {
		return this.#environment;
	}

	/** The same git and settings, started in another folder. */
	at(folder: string): GitProgram {
		const other = new GitProgram(this.program, folder);
		other.#environment = this.#environment;
		return other;
	}

	/** The same git in the same folder, with further variables set. */
	with(variables: Readonly<Record<string, string>>): GitProgram {
		const other = new GitProgram(this.program, this.folder);
		other.#environment = { ...this.#environment, ...variables };
		return other;
	}

	/** Reads git's configuration, and from it what else is to be switched off from now on. */
	async readConfig(): Promise<GitConfig> {
		const config = new GitConfig((await this.run(['config', '--list', '-z'])).toString('utf8'));
		this.#environment = gitEnvironment(config);
		return config;
	}

	/** Output of a git command; throws `git` with git's own words when it fails. */
	async run(args: readonly string[], options?: RunOptions): Promise<Buffer> {
		const result = await this.try(args, options);
		if (result.code !== 0) throw gitFailed(args, result.stderr);
		return result.stdout;
	}

	/** Runs a git command and leaves judging its exit code to the caller. */
	async try(args: readonly string[], options?: RunOptions): Promise<RunResult> {
		return await run(this.#call(args), options);
	}

	/** A git command that stays. */
	start(args: readonly string[]): RunningProgram {
		return start(this.#call(args));
	}

	#call(args: readonly string[]) {
		return { program: this.program, args, cwd: this.folder, env: this.#environment };
	}
}

let located: Promise<string> | undefined;

/** Looked up once for all repositories; tried again after a failure, for git may be installed meanwhile. */
function locateGit(): Promise<string> {
	located ??= findGit().catch((error: unknown) => {
		located = undefined;
		throw error;
	});
	return located;
}

async function findGit(): Promise<string> {
	const [first] = candidates('git');
	if (first !== undefined && isProven(first)) return first;
	const git = await probeProgram('git', ['--version']);
	if (git === undefined) throw new TidemarkError('git', 'Git was not found.', { next: howToInstall });
	checkVersion(git.output);
	await rememberProven(git.program);
	return git.program;
}

/** Throws `git` unless `text`, as `git version 2.39.5`, is of a git that is new enough. */
export function checkVersion(text: string): void {
	const match = /(\d+)\.(\d+)/.exec(text);
	const [major, minor] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
	if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
	throw new TidemarkError('git', `This git is too old: ${text.trim()}.`, { next: howToInstall });
}

function gitFailed(args: readonly string[], stderr: string): TidemarkError {
	const reason = stderr.trim().replace(/^fatal: /, '');
	return new TidemarkError('git', `git ${args[0] ?? ''} failed: ${reason}`, {
		next: 'Run the same in a terminal to see more.',
	});
}
