import { compareLabels } from '../../core/labels/compareLabels.ts';
import type { LabelResult } from '../../core/labels/labelResult.ts';
import type { LabelSource } from '../../core/labels/source.ts';
import { openToReadSync, type SyncFile } from '../files/diskSync.ts';

/** Two label files on this machine. Paths are absolute; the names are what messages call them. */
export interface LabelFilePair {
	readonly oldFile: string;
	readonly newFile: string;
	readonly oldName: string;
	readonly newName: string;
	/** Field to join by instead of the one found. */
	readonly key?: string | undefined;
}

/** Told the bytes read so far, of both files; may throw to stop. */
export type OnLabelBytes = (done: number, total: number) => void;

/** A comparison whose files stay open for rows and details until it is closed. */
export interface OpenComparison {
	readonly result: LabelResult;
	close(): void;
}

/** Compares two files on the calling thread. */
export function openComparison(
	pair: LabelFilePair,
	onBytes: OnLabelBytes,
	check: () => void,
): OpenComparison {
	const open: SyncFile[] = [];
	const close = (): void => open.splice(0).forEach((file) => void file.close());
	try {
		const sources = [
			opened(open, pair.oldFile, pair.oldName),
			opened(open, pair.newFile, pair.newName),
		] as const;
		const total = sources[0].size + sources[1].size;
		const report = (done: number): void => onBytes(done, total);
		return { result: compareLabels(...sources, { key: pair.key, onBytes: report, check }), close };
	} catch (error) {
		close();
		throw error;
	}
}

function opened(open: SyncFile[], path: string, name: string): LabelSource {
	const file = openToReadSync(path);
	open.push(file);
	let buffer = new Uint8Array(1 << 20);
	return {
		name,
		size: file.size,
		read: (offset, length) => {
			if (length > buffer.length) buffer = new Uint8Array(length);
			return buffer.subarray(0, file.read(buffer.subarray(0, length), offset));
		},
	};
}
