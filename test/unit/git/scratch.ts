import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const identity = {
	GIT_CONFIG_GLOBAL: '/dev/null',
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_AUTHOR_NAME: 'Ada',
	GIT_AUTHOR_EMAIL: 'ada@example.org',
	GIT_COMMITTER_NAME: 'Ada',
	GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** A real git repository in a temporary folder. */
export class Scratch {
	readonly folder: string;
	#time = 1_700_000_000;

	private constructor(folder: string) {
		this.folder = folder;
	}

	/** `initOptions` of `git init`; none at all makes a plain folder. */
	static async make(initOptions: readonly string[] = ['-b', 'main']): Promise<Scratch> {
		const scratch = new Scratch(await realpath(await mkdtemp(join(tmpdir(), 'tidemark-git-'))));
		scratch.git('init', '-q', ...initOptions);
		return scratch;
	}

	/** Output of a git command, without the final line feed. Each call is a minute later than the one before. */
	git(...args: readonly string[]): string {
		return this.gitWith('', ...args);
	}

	/** {@link git} with text on stdin. */
	gitWith(input: string, ...args: readonly string[]): string {
		this.#time += 60;
		const date = `${this.#time} +0000`;
		const env = { ...process.env, ...identity, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
		const options = { cwd: this.folder, env, input, encoding: 'utf8' as const };
		return execFileSync('git', args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] }).replace(/\n$/, '');
	}

	async write(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
		const file = join(this.folder, path);
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, content);
		if (mode !== undefined) await chmod(file, mode);
	}

	/** Commits everything; gives the commit's id. */
	commit(message = 'change'): string {
		this.git('add', '-A');
		this.git('commit', '-q', '--allow-empty', '-m', message);
		return this.git('rev-parse', 'HEAD');
	}

	async dispose(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** Text of a `.dvc` file for one file out. */
export function dvcFile(name: string, digit = '1'): string {
	return `outs:\n- md5: ${digit.repeat(32)}\n  size: 3\n  hash: md5\n  path: ${name}\n`;
}

/** Text of a Git LFS pointer. */
export function lfsPointer(digit = 'a', size = 5): string {
	return `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize ${size}\n`;
}
