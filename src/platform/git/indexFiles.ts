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
	const files = new Map<string, WorkTreeFile>();
	const records = nulRecords((record) => {
		const file = record.startsWith('? ') ? untrackedFile(record, wanted) : indexFile(record, wanted);
		// Stage 2 is "ours" and comes before 3, "theirs".
		if (file !== undefined && (file.stage !== '3' || !files.has(file.path))) {
			files.set(file.path, { path: file.path, indexBlob: file.indexBlob });
		}
	});
	// With tags one process tells both kinds: starting a second one costs more than all the rest.
	await git.run(['ls-files', '-c', '-o', '-s', '-t', '--exclude-standard', '-z'], { onOutput: records });
	return [...files.values()];
}

interface ListedFile extends WorkTreeFile {
	readonly stage: string;
}

/** `<tag> <mode> <id> <stage> TAB <path>`. */
function indexFile(record: string, wanted: (name: string) => boolean): ListedFile | undefined {
	const tab = record.indexOf('\t');
	const path = record.slice(tab + 1);
	if (!wanted(lastSegment(path))) return undefined;
	const [, mode, id] = record.slice(0, tab).split(' ');
	if (mode === symbolicLink || mode === submodule) return undefined;
	return { path, indexBlob: id, stage: record.charAt(tab - 1) };
}

/** `? <path>`. An untracked repository inside this one is listed as a folder, `inner/`: not ours. */
function untrackedFile(record: string, wanted: (name: string) => boolean): ListedFile | undefined {
	const path = record.slice(2);
	if (path.endsWith('/') || !wanted(lastSegment(path))) return undefined;
	return { path, indexBlob: undefined, stage: '0' };
}

function lastSegment(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
