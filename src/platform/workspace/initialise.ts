import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { joinPath } from '../../core/pointers/paths.ts';
import { atomicWrite } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import { projectFolder, type WorkspaceContext } from './context.ts';

const ignoreFile = '/config.local\n/tmp\n/cache\n';
const dvcIgnore =
	'# Add patterns of files dvc should ignore, which could improve\n' +
	'# the performance. Learn more at\n' +
	'# https://dvc.org/doc/user-guide/dvcignore\n';

/** Whether the project has its `.dvc/` folder. */
export async function isInitialised(
	context: Pick<WorkspaceContext, 'root' | 'projectRoot'>,
): Promise<boolean> {
	return (await disk.lstatIfThere(join(projectFolder(context), '.dvc')))?.type === 'folder';
}

/**
 * Makes the folder a DVC project as `dvc init` does: an empty `.dvc/config`, `.dvc/.gitignore`, and a `.dvcignore`
 * that explains itself where there is none; all three are added to git's index. Returns their paths.
 * Throws `refused` where `.dvc` exists or git ignores it.
 */
export async function initialise(context: WorkspaceContext): Promise<readonly string[]> {
	const folder = joinPath(context.projectRoot, '.dvc');
	if ((await disk.lstatIfThere(join(context.root, folder))) !== undefined) {
		throw refused(folder, `${folder} exists already.`, 'Remove it first if it is not a DVC project.');
	}
	if ((await context.git.ignored([folder])).has(folder)) {
		throw refused(folder, `Git ignores ${folder}.`, 'Add "!.dvc" to .gitignore.');
	}
	const files = [
		`${folder}/.gitignore`,
		`${folder}/config`,
		joinPath(context.projectRoot, '.dvcignore'),
	] as const;
	await disk.mkdirs(join(context.root, folder, 'tmp'));
	await atomicWrite(join(context.root, files[0]), ignoreFile);
	await atomicWrite(join(context.root, files[1]), '');
	const ignored = join(context.root, files[2]);
	if ((await disk.lstatIfThere(ignored)) === undefined) await atomicWrite(ignored, dvcIgnore);
	await context.stage(files);
	return files;
}

function refused(file: string, what: string, next: string): TidemarkError {
	return new TidemarkError('refused', what, { file, kept: 'Nothing was changed.', next });
}
