import type { Artifact } from '../../core/model.ts';
import type { NamedSide } from '../compare/deps.ts';

/**
 * The command line that gets a path's content with the tool that owns its pointer: `dvc pull` for the work tree,
 * `dvc get . PATH --rev COMMIT` for a version, `git lfs pull`, `git show`.
 */
export function dvcGetCommand({ side }: NamedSide, path: string, artifact: Artifact | undefined): string {
	const system = artifact?.system ?? 'git';
	// No quote keeps a path like `--force` from being taken for an option; the tools take `./` for the same path.
	const quoted = shellQuote(path.startsWith('-') ? `./${path}` : path);
	if (side.type === 'workspace') {
		if (system === 'dvc') return `dvc pull ${quoted}`;
		return system === 'lfs' ? `git lfs pull --include ${shellQuote(path)}` : `git checkout -- ${quoted}`;
	}
	if (system === 'dvc') return `dvc get . ${quoted} --rev ${side.commit}`;
	const show = `git show ${shellQuote(`${side.commit}:${path}`)}`;
	return system === 'lfs' ? `${show} | git lfs smudge` : show;
}

/** A word of a POSIX shell; plain ones stay as they are. */
function shellQuote(text: string): string {
	return /^[\w./:=@%+-]+$/u.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
