import { join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import { lstatIfThereSync, readIfThereSync } from '../files/disk.ts';
import { readSmallFileSync } from '../files/diskSync.ts';

/**
 * Content of a small file of a work tree, undefined when it is not there. Throws `unsafe` for anything but a plain
 * file, `malformed` above `maxBytes`. Stays on this thread: thousands of small reads are far slower through the pool.
 */
export function readWorkTreeFile(root: string, path: string, maxBytes: number): Uint8Array | undefined {
	const absolute = join(root, path);
	const small = readSmallFileSync(absolute);
	if (small !== undefined && small.length <= maxBytes) return small;
	const stat = lstatIfThereSync(absolute);
	if (stat === undefined) return undefined;
	if (stat.type !== 'file') {
		throw new TidemarkError('unsafe', `This is a ${stat.type}, not a plain file; it is not followed.`, {
			file: path,
			next: 'Replace it with the file itself.',
		});
	}
	if (stat.size > maxBytes) {
		throw new TidemarkError('malformed', `The file has ${stat.size} bytes; at most ${maxBytes} are read.`, {
			file: path,
		});
	}
	return readIfThereSync(absolute);
}
