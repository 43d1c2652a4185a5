import type { LabelLayout } from './layout.ts';
import type { ScanResult } from './recordSink.ts';
import { RecordScanner } from './scanner.ts';
import type { LabelSource } from './source.ts';

const chunkSize = 1 << 20;

/** Called with the bytes read so far; may throw to stop. */
export type OnBytes = (done: number) => void;

/** Indexes a whole file. The seam for a faster kernel. */
export type ScanFile = (source: LabelSource, layout: LabelLayout, onBytes: OnBytes) => ScanResult;

/** {@link ScanFile} in plain JavaScript. */
export const scanFile: ScanFile = (source, layout, onBytes) => {
	const scanner = new RecordScanner(layout, source.name);
	for (let done = 0; done < source.size; ) {
		const chunk = source.read(done, chunkSize);
		if (chunk.length === 0) break;
		scanner.push(chunk);
		done += chunk.length;
		onBytes(done);
	}
	return scanner.finish();
};
