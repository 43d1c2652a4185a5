import type { GitProgram } from './gitProgram.ts';

/** Which of the paths git's ignore rules leave out; a tracked path never is. */
export async function ignoredPaths(git: GitProgram, paths: readonly string[]): Promise<ReadonlySet<string>> {
	// check-ignore has no literal mode; with `./` in front, a name like `:(top)x` is no pathspec magic.
	const input = paths.map((path) => `./${path}\0`).join('');
	const { stdout } = await git.try(['check-ignore', '-z', '--stdin'], { input });
	const ignored = stdout.toString('utf8').split('\0').filter(Boolean);
	return new Set(ignored.map((path) => path.slice(2)));
}
