import { simpleGit } from 'simple-git';
import { TidemarkError } from '../../core/errors.ts';

/** Adds files to the index of the work tree at `root`, by name, never by pattern. Throws `git` with git's words. */
export async function stageFiles(root: string, paths: readonly string[]): Promise<void> {
	if (paths.length === 0) return;
	try {
		await simpleGit({ baseDir: root }).raw(['--literal-pathspecs', 'add', '--', ...paths]);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message.trim() : String(cause);
		throw new TidemarkError('git', `git add failed: ${reason}`, {
			kept: 'The files are written, but not in the index.',
			next: `Run: git add ${paths.join(' ')}`,
			cause,
		});
	}
}
