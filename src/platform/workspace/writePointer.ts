import { TidemarkError } from '../../core/errors.ts';
import { artifactsOfDvcFile, parseDvcFile } from '../../core/pointers/dvcFile.ts';
import { formatNewDvcFile, type OutContent, updateDvcFile } from '../../core/pointers/dvcFileEdit.ts';
import { addIgnoreLine } from '../../core/pointers/ignoreLines.ts';
import { folderOf, joinPath, nameOf } from '../../core/pointers/paths.ts';
import { atomicWrite } from '../files/atomicWrite.ts';
import * as disk from '../files/disk.ts';
import { resolveInside } from '../files/safePath.ts';
import type { WorkspaceContext } from './context.ts';

/** What is to be written for one artifact. */
export interface PointerChange {
	/** Repository-relative path of the artifact. */
	readonly path: string;
	readonly pointerFile: string;
	readonly content: OutContent;
	/** False for content that git keeps, `cache: false`. */
	readonly ignore: boolean;
}

/**
 * Makes git ignore the content, then writes the pointer: killed in between, nothing is lost and git never takes the
 * content in by accident. When the pointer cannot be written, the ignore file is put back.
 * Returns the files that changed. Throws `unsafe` where a folder on the way became a link meanwhile.
 */
export async function writePointer(
	context: WorkspaceContext,
	change: PointerChange,
): Promise<readonly string[]> {
	const ignored = change.ignore ? await addToIgnoreFile(context, change.path) : undefined;
	try {
		const written = await updateFile(context, change.pointerFile, (text) => pointerText(change, text));
		return [...(ignored === undefined ? [] : [ignored.file]), ...(written ? [change.pointerFile] : [])];
	} catch (error) {
		await ignored?.putBack().catch(() => {});
		throw error;
	}
}

interface IgnoreChange {
	readonly file: string;
	putBack(): Promise<void>;
}

/** As DVC: nothing is written when any rule of git ignores the path already. */
async function addToIgnoreFile(context: WorkspaceContext, path: string): Promise<IgnoreChange | undefined> {
	if ((await context.git.ignored([path])).has(path)) return undefined;
	const file = joinPath(folderOf(path), '.gitignore');
	const absolute = await resolveInside(context.root, file);
	const before = await disk.readTextIfThere(absolute);
	await atomicWrite(absolute, addIgnoreLine(before, nameOf(path)));
	return {
		file,
		putBack: () => (before === undefined ? disk.rm(absolute) : atomicWrite(absolute, before)),
	};
}

/** Writes a file whose text changes; false when it stays the same. */
async function updateFile(
	context: WorkspaceContext,
	file: string,
	change: (text: string | undefined) => string,
): Promise<boolean> {
	const absolute = await resolveInside(context.root, file);
	const before = await disk.readTextIfThere(absolute);
	const after = change(before);
	if (after === before) return false;
	await atomicWrite(absolute, after);
	return true;
}

function pointerText(change: PointerChange, text: string | undefined): string {
	if (text === undefined) return formatNewDvcFile([{ ...change.content, path: nameOf(change.path) }]);
	const artifacts = artifactsOfDvcFile(parseDvcFile(text, change.pointerFile), change.pointerFile);
	const index = artifacts.findIndex(({ path }) => path === change.path);
	if (index !== -1) return updateDvcFile(text, change.pointerFile, [{ ...change.content, index }]);
	throw new TidemarkError('refused', `${change.pointerFile} does not name "${change.path}" any more.`, {
		file: change.pointerFile,
		kept: 'The pointer was left as it is; the content is in the cache.',
		next: 'Try again.',
	});
}
