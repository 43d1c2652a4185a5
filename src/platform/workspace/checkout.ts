import { join } from 'node:path';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { inParallel } from '../../core/inParallel.ts';
import { storeOf } from '../cache/objectStores.ts';
import * as disk from '../files/disk.ts';
import { resolveInside } from '../files/safePath.ts';
import type { CheckoutReport, RunOptions } from '../project/project.ts';
import {
	type CheckoutRequest,
	type DesiredFile,
	type DesiredState,
	desiredState,
	isInside,
} from './checkoutPlan.ts';
import { refuseFoldedTwins } from './foldedTwins.ts';
import { withProjectLock } from './lock.ts';
import { refuseChanged, type Write, writeOne } from './placeFile.ts';
import { parentsOf, planRemovals, refuseLosses } from './planRemovals.ts';
import { type CheckoutContext, isSameContent, type PresentFile, presentState } from './workTreeState.ts';

interface Report {
	readonly added: string[];
	readonly replaced: string[];
	readonly removed: string[];
	readonly failed: { path: string; reason: string }[];
}

const together = 8;

/**
 * Brings content from the cache to the work tree, as the pointers given say; pointers are not touched. Everything is
 * looked at first: when a file that would be replaced, or stands in the way, holds bytes that are neither in the cache
 * nor in git, nothing at all is changed and `refused` names each such file. Other files in a tracked folder that are
 * not in its manifest are removed when their bytes are in the cache, and stay otherwise.
 * Each file is written beside its place and renamed, never through a link. Objects that are not here are reported,
 * file by file, and the rest is done. Throws `refused`, `locked`, `cancelled`, `io`.
 */
export async function checkout(
	context: CheckoutContext,
	request: CheckoutRequest,
	options: RunOptions = {},
): Promise<CheckoutReport> {
	const wanted = await desiredState(request);
	return locked(context, wanted, options, async () => {
		const present = await presentState(context, wanted, options.signal);
		const report: Report = {
			added: [],
			replaced: [],
			removed: [],
			failed: [...wanted.failed, ...present.failed],
		};
		const unsafe = new Set(present.failed.map(({ path }) => path));
		const writes = await planWrites(context, wanted, present.files, unsafe, report, options.signal);
		const { inTheWay, superfluous } = planRemovals(
			wanted,
			present.files,
			new Set(writes.map(({ file }) => file.path)),
			request.paths,
		);
		refuseLosses([...writes.flatMap(({ present: old }) => old ?? []), ...inTheWay]);
		await refuseFoldedTwins(
			context.root,
			writes.map(({ file }) => file.path),
		);
		await refuseFullDisk(context, writes);
		for (const file of inTheWay) await remove(context, file, report);
		await writeAll(context, writes, report, options);
		for (const file of superfluous) await remove(context, file, report);
		for (const { path } of wanted.folders) await makeFolder(context, path, request.paths);
		return report;
	});
}

/** Runs an action under the lock of every DVC project concerned. */
async function locked<T>(
	context: CheckoutContext,
	wanted: DesiredState,
	options: RunOptions,
	action: () => Promise<T>,
): Promise<T> {
	const artifacts = [...new Set([...wanted.files.values()].map(({ artifact }) => artifact))];
	const roots = new Set(
		artifacts.filter(({ system }) => system === 'dvc').map(({ projectRoot }) => projectRoot),
	);
	const run = [...roots].reduce(
		(inner, root) => () => {
			const own = artifacts.filter(({ projectRoot }) => projectRoot === root);
			const paths = own.map(({ path }) => join(context.root, path));
			return withProjectLock(join(context.root, root), paths, { signal: options.signal }, inner);
		},
		action,
	);
	return run();
}

/** The files whose content is not in place yet; those whose object is not here are reported as failed. */
async function planWrites(
	context: CheckoutContext,
	wanted: DesiredState,
	present: ReadonlyMap<string, PresentFile>,
	unsafe: ReadonlySet<string>,
	report: Report,
	signal: AbortSignal | undefined,
): Promise<readonly Write[]> {
	const writes: Write[] = [];
	for (const file of wanted.files.values()) {
		if (unsafe.has(file.path)) continue;
		const old = present.get(file.path);
		if (isSameContent(old, file.object)) {
			await setExecutable(file, old);
			continue;
		}
		const source = await storeOf(context.stores, file.artifact).verified(file.object, signal);
		if (source === undefined) report.failed.push({ path: file.path, reason: missing(file).describe() });
		else writes.push({ file, source, present: old });
	}
	return writes;
}

function missing(file: DesiredFile): TidemarkError {
	return new TidemarkError('missingObject', `Its content (${file.object.hash}) is not in the cache.`, {
		next: 'Fetch it first.',
	});
}

async function setExecutable(file: DesiredFile, present: PresentFile | undefined): Promise<void> {
	if (present === undefined || !file.isExecutable || (present.stat.mode & 0o100) !== 0) return;
	await disk.chmod(present.absolute, present.stat.mode | 0o100);
}

async function refuseFullDisk(context: CheckoutContext, writes: readonly Write[]): Promise<void> {
	let needed = 0;
	for (const { source } of writes) needed += (await disk.stat(source)).size;
	const free = await disk.freeSpace(context.root);
	if (needed <= free) return;
	throw new TidemarkError('io', `The work tree needs ${needed} bytes, the disk has ${free} left.`, {
		file: context.root,
		kept: 'Nothing was changed.',
		next: 'Make room, or check out fewer paths.',
	});
}

async function writeAll(
	context: CheckoutContext,
	writes: readonly Write[],
	report: Report,
	options: RunOptions,
): Promise<void> {
	let objectsDone = 0;
	await inParallel(writes, together, async (write) => {
		throwIfCancelled(options.signal);
		const { path } = write.file;
		try {
			await writeOne(context.root, write);
			(write.present === undefined ? report.added : report.replaced).push(path);
		} catch (error) {
			if (!TidemarkError.is(error)) throw error;
			report.failed.push({ path, reason: error.describe() });
		}
		objectsDone += 1;
		const progress = {
			objectsDone,
			objectsTotal: writes.length,
			bytesDone: 0,
			bytesTotal: undefined,
			current: path,
		};
		options.onProgress?.(progress);
	});
}

async function remove(context: CheckoutContext, file: PresentFile, report: Report): Promise<void> {
	try {
		await refuseChanged(context.root, file.path, file);
		await disk.rm(file.absolute);
		report.removed.push(file.path);
		await removeEmptyFolders(context, file);
	} catch (error) {
		if (!TidemarkError.is(error)) throw error;
		report.failed.push({ path: file.path, reason: error.describe() });
	}
}

/** Takes away the folders a removal left empty, up to the artifact's own. */
async function removeEmptyFolders(context: CheckoutContext, file: PresentFile): Promise<void> {
	const top = file.artifact.isFolder ? `${file.artifact.path}/` : file.artifact.path;
	for (const parent of parentsOf(file.path)) {
		if (!parent.startsWith(top) || !(await disk.rmdirIfEmpty(join(context.root, parent)))) return;
	}
}

/** A folder artifact without files is a folder all the same. */
async function makeFolder(
	context: CheckoutContext,
	path: string,
	paths: readonly string[] | undefined,
): Promise<void> {
	if (paths?.some((wanted) => isInside(path, wanted)) === false) return;
	const absolute = await resolveInside(context.root, path).catch(() => undefined);
	if (absolute !== undefined && (await disk.lstatIfThere(absolute)) === undefined)
		await disk.mkdirs(absolute);
}
