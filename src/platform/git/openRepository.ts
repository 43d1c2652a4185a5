import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { lstatIfThere } from '../files/disk.ts';
import type { GitProgram } from './gitProgram.ts';

/** Absolute paths of a repository's places. */
export interface RepositoryPlaces {
	/** The work tree's root. */
	readonly root: string;
	/** This work tree's own git folder. */
	readonly gitDir: string;
	/** The git folder all linked work trees share. */
	readonly commonDir: string;
	readonly shallow: boolean;
	/** Hash that names objects. */
	readonly objectFormat: 'sha1' | 'sha256';
}

const questions = [
	'--is-bare-repository',
	'--is-shallow-repository',
	'--show-object-format',
	'--git-dir',
	'--git-common-dir',
];

/** Finds the repository around a folder. Throws `git` when there is none, it is bare, or git refuses it. */
export async function findRepository(git: GitProgram): Promise<RepositoryPlaces> {
	const { code, stdout, stderr } = await git
		.try(['rev-parse', '--path-format=absolute', ...questions, '--show-toplevel'])
		.catch((cause: unknown) => {
			throw noRepository(git.folder, cause);
		});
	const [bare, shallow, format, gitDir, commonDir, root, ...rest] = stdout.toString('utf8').split('\n');
	if (bare === 'true') throw bareRepository(git.folder);
	if (code !== 0 || !gitDir || !commonDir || !root) throw refusal(git.folder, stderr);
	if (rest.join('') !== '') throw lineBreak(git.folder);
	await checkOwnWorkTree(root);
	const objectFormat = format === 'sha256' ? 'sha256' : 'sha1';
	return { root, gitDir, commonDir, shallow: shallow === 'true', objectFormat };
}

/**
 * A repository's `core.worktree` may name any folder as its work tree. One that has no `.git` of its own is not taken,
 * for a downloaded repository could so have us read and write in the user's home.
 */
async function checkOwnWorkTree(root: string): Promise<void> {
	if ((await lstatIfThere(join(root, '.git'))) !== undefined) return;
	throw new TidemarkError('unsafe', `The repository names ${root} as its work tree, which has no .git.`, {
		field: 'core.worktree',
		next: 'Remove core.worktree from .git/config if you did not set it yourself.',
	});
}

function refusal(folder: string, stderr: string): TidemarkError {
	if (stderr.includes('dubious ownership')) {
		return new TidemarkError('git', `Git does not trust ${folder}: it belongs to another user.`, {
			next: `If you do, run: git config --global --add safe.directory "${folder}"`,
		});
	}
	if (stderr.includes('must be run in a work tree')) return bareRepository(folder);
	return noRepository(folder, stderr);
}

function noRepository(folder: string, cause: unknown): TidemarkError {
	return new TidemarkError('git', `${folder} is not in a git repository.`, {
		next: 'Open a folder of a repository, or make one with "git init".',
		cause,
	});
}

function bareRepository(folder: string): TidemarkError {
	return new TidemarkError('git', `${folder} is a bare repository, or inside a .git folder: no work tree.`, {
		next: 'Open a clone of it, or a linked work tree ("git worktree add").',
	});
}

function lineBreak(folder: string): TidemarkError {
	return new TidemarkError('unsupported', `The path of the repository around ${folder} has a line break.`, {
		next: 'Rename the folder.',
	});
}
