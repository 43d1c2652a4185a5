import { throwIfCancelled } from '../../core/errors.ts';
import type { LabelComparison } from '../../core/labels/model.ts';
import { stat } from '../files/disk.ts';
import type { RunOptions } from '../project/project.ts';
import { type LabelFilePair, type OnLabelBytes, openComparison } from './labelFiles.ts';
import { compareInThread } from './labelThread.ts';

/** Two label files to compare, and where to do it. */
export interface LabelFiles extends LabelFilePair {
	/** Script of the worker thread (`dist/labelWorker.js`); without it the calling thread does the work. */
	readonly workerUrl?: URL | undefined;
	/** Files that have together fewer bytes are compared on the calling thread, which starts at once. */
	readonly inlineBelow?: number | undefined;
}

/**
 * Compares the records of two label files. Progress counts bytes of both. Cancelling ends the thread at once, wherever
 * it is. The caller disposes of the comparison; until then both files stay open.
 */
export async function compareLabelFiles(
	files: LabelFiles,
	options: RunOptions = {},
): Promise<LabelComparison> {
	const { signal, onProgress } = options;
	throwIfCancelled(signal);
	const report: OnLabelBytes = (bytesDone, bytesTotal) =>
		onProgress?.({
			objectsDone: bytesDone < bytesTotal ? 0 : 2,
			objectsTotal: 2,
			bytesDone,
			bytesTotal,
			current: files.newName,
		});
	const { workerUrl, inlineBelow = 0, ...pair } = files;
	if (workerUrl === undefined || (await bytesOf(pair)) < inlineBelow)
		return compareHere(pair, signal, report);
	return compareInThread(workerUrl, pair, signal, report);
}

async function bytesOf(pair: LabelFilePair): Promise<number> {
	const [old, other] = await Promise.all([stat(pair.oldFile), stat(pair.newFile)]);
	return old.size + other.size;
}

function compareHere(
	pair: LabelFilePair,
	signal: AbortSignal | undefined,
	report: OnLabelBytes,
): LabelComparison {
	const check = (): void => throwIfCancelled(signal);
	const { result, close } = openComparison(pair, report, check);
	return {
		summary: result.summary,
		rows: async (query) => result.rows(query),
		record: async (index) => result.record(index),
		dispose: async () => close(),
	};
}
