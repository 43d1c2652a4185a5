import type { WorkTreeFile } from '../../core/ports.ts';
import type { GitProgram } from './gitProgram.ts';
import { nulRecords } from './nulRecords.ts';

const symbolicLink = '120000';
const submodule = '160000';

/**
 * Files of the work tree whose last segment passes `wanted`: those in the index, and untracked ones git does not
 * ignore. Links and submodules are left out. A file in a merge conflict is listed once, with "our" blob.
 */
export async function listFiles(
	git: GitProgram,
	wanted: (name: string) => boolean,
): Promise<readonly WorkTreeFile[]> {
	const [tracked, untracked] = await Promise.all([listIndex(git, wanted), listUntracked(git, wanted)]);
	return [...tracked, ...untracked];
}

async function listIndex(git: GitProgram, wanted: (name: string) => boolean): Promise<WorkTreeFile[]> {
	const files = new Map<string, WorkTreeFile>();
	// `<mode> <id> <stage> TAB <path>`; stage 2 is "ours" and comes before 3, "theirs".
	const records = nulRecords((record) => {
		const tab = record.indexOf('\t');
		const path = record.slice(tab + 1);
		if (!wanted(lastSegment(path))) return;
		const [mode, id] = record.slice(0, tab).split(' ');
		if (mode === symbolicLink || mode === submodule) return;
		const stage = record.charAt(tab - 1);
		if (stage !== '3' || !files.has(path)) files.set(path, { path, indexBlob: id });
	});
	await git.run(['ls-files', '-s', '-z'], { onOutput: records });
	return [...files.values()];
}

async function listUntracked(git: GitProgram, wanted: (name: string) => boolean): Promise<WorkTreeFile[]> {
	const files: WorkTreeFile[] = [];
	const records = nulRecords((path) => {
		if (wanted(lastSegment(path))) files.push({ path, indexBlob: undefined });
	});
	await git.run(['ls-files', '-o', '--exclude-standard', '-z'], { onOutput: records });
	// An untracked repository inside this one is listed as a folder, `inner/`: not ours.
	return files.filter(({ path }) => !path.endsWith('/'));
}

function lastSegment(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
