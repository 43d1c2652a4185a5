import { TidemarkError } from '../errors.ts';
import type { Artifact } from '../model.ts';
import { type DvcOut, kindOfType } from './dvcOut.ts';
import { folderOf, relativePathFault, reservedPart, resolvePath, unsafePath } from './paths.ts';

/** What an out's file adds to the out. */
export interface OutContext {
	/** Repository-relative path of the pointer file. */
	readonly file: string;
	readonly wdir: string | undefined;
	readonly projectRoot: string;
	readonly push: boolean;
	readonly description: string | undefined;
	readonly stage?: string | undefined;
}

/** An out as an artifact at its place in the repository. Throws `unsafe` when that place is not in the work tree. */
export function artifactOfOut(out: DvcOut, context: OutContext): Artifact {
	return {
		path: outPath(out, context),
		system: 'dvc',
		pointerFile: context.file,
		stage: context.stage,
		object: out.object,
		isFolder: out.isFolder,
		isExecutable: out.isExecutable,
		size: out.size,
		fileCount: out.fileCount,
		kind: kindOfType(out.declaredType),
		entries: out.entries,
		cloud: out.cloud,
		remote: out.remote,
		push: context.push,
		cached: out.cached,
		description: context.description,
		projectRoot: context.projectRoot,
	};
}

/** Repository-relative path of an out: relative to its pointer's folder, moved by `wdir`. */
function outPath(out: DvcOut, context: OutContext): string {
	const field = `${out.field}.path`;
	const place = { line: out.line };
	if (/^[a-z][a-z\d+.-]*:\/\//i.test(out.path)) throw externalOut(out, context.file, field);
	const folder = resolvePath(folderOf(context.file), context.wdir ?? '');
	if (folder === undefined) {
		throw unsafePath(context.wdir ?? '', 'it leaves the repository', context.file, 'wdir', place);
	}
	const path = resolvePath(folder, out.path);
	if (path === undefined || path === '') {
		throw unsafePath(out.path, 'it leaves the repository', context.file, field, place);
	}
	const reserved = reservedPart(path);
	const fault = relativePathFault(path) ?? (reserved === undefined ? undefined : `"${reserved}" is reserved`);
	if (fault !== undefined) throw unsafePath(out.path, fault, context.file, field, place);
	return path;
}

function externalOut(out: DvcOut, file: string, field: string): TidemarkError {
	return new TidemarkError('unsupported', 'The out is a URL; content outside the work tree is not handled.', {
		file,
		line: out.line,
		field,
		kept: 'Nothing was read or written there.',
		next: 'Use DVC for this out.',
	});
}
