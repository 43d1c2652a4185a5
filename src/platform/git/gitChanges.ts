import { TidemarkError } from '../../core/errors.ts';
import type { GitProgram } from './gitProgram.ts';

/** Milliseconds without a word from git before it is stopped. */
const patience = 60_000;

/** Variables that name programs for git, of which adding needs none and the library refuses all. */
const programs = /EDITOR|PAGER|VISUAL|ASKPASS|^GIT_(SSH|PROXY|EXEC|TEMPLATE|EXTERNAL)/i;

/** What writes to a repository: the index, never the work tree. Runs no hook, filter or monitor it configures. */
export class GitChanges {
	readonly #git: GitProgram;

	constructor(git: GitProgram) {
		this.#git = git;
	}

	/**
	 * Adds files to the index, as `git add -- paths`; ignored ones are refused. Paths are relative to the work tree's
	 * root and taken literally. Throws `locked` while another git holds the index, `git` for anything else it says.
	 */
	async add(paths: readonly string[], signal?: AbortSignal): Promise<void> {
		if (paths.length === 0) return;
		try {
			const git = await this.#open(signal);
			await git.raw(['add', '--', ...paths]);
		} catch (error) {
			throw refused(error);
		}
	}

	/** The library is loaded at the first change, for most sessions only read. */
	async #open(signal: AbortSignal | undefined) {
		const { simpleGit } = await import('simple-git');
		const ambient = Object.entries(process.env).filter(([name]) => !programs.test(name));
		const wanted = { ...Object.fromEntries(ambient), ...this.#git.environment, GIT_LITERAL_PATHSPECS: '1' };
		const environment = Object.entries(wanted).filter(([, value]) => value !== undefined);
		return simpleGit({
			baseDir: this.#git.folder,
			binary: this.#git.program,
			allowEnvironment: environment.map(([name]) => name),
			timeout: { block: patience },
			// Ours are what the library warns of: an absolute path found on PATH, and settings that switch programs off.
			unsafe: {
				allowUnsafeCustomBinary: true,
				allowUnsafeConfigEnvCount: true,
				allowUnsafeConfigPaths: true,
				allowUnsafePager: true,
				allowUnsafeProtocolOverride: true,
				allowUnsafeFsMonitor: true,
				allowUnsafeHooksPath: true,
				allowUnsafeSshCommand: true,
				allowUnsafeAskPass: true,
				allowUnsafeCredentialHelper: true,
				allowUnsafeDiffExternal: true,
				allowUnsafeFilter: true,
				allowUnsafeGpgProgram: true,
			},
			...(signal === undefined ? {} : { abort: signal }),
		}).env(Object.fromEntries(environment));
	}
}

function refused(cause: unknown): TidemarkError {
	const reason = cause instanceof Error ? cause.message.trim().replace(/^fatal: /, '') : String(cause);
	if (reason.includes('index.lock')) {
		return new TidemarkError('locked', 'Another git program is changing this repository.', {
			kept: 'The index was not changed.',
			next: 'Wait until it is done and try again.',
			cause,
		});
	}
	return new TidemarkError('git', `git add failed: ${reason}`, { kept: 'The index was not changed.', cause });
}
