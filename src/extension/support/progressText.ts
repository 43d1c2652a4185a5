import type { Progress } from '../../core/ports.ts';
import { formatCount, formatSize } from './format.ts';
import type { Wording } from './wording.ts';

/** `412 of 1,204 · 38.0 MiB of 2.3 GiB · images/0412.png`, as far as it is known. */
export function progressText(w: Wording, progress: Progress): string {
	const { objectsDone, objectsTotal, bytesDone, bytesTotal, current } = progress;
	const done = formatSize(w, bytesDone);
	return [
		objectsTotal > 1
			? w.t('{0} of {1}', formatCount(w, objectsDone), formatCount(w, objectsTotal))
			: undefined,
		bytesTotal === undefined ? done : w.t('{0} of {1}', done, formatSize(w, bytesTotal)),
		current,
	]
		.filter((part) => part !== undefined)
		.join(' · ');
}

/** How much is done, 0 to 1: of the bytes where they are known, else of the objects. */
export function shareDone(progress: Progress): number {
	const { objectsDone, objectsTotal, bytesDone, bytesTotal } = progress;
	if (bytesTotal !== undefined && bytesTotal > 0) return Math.min(1, bytesDone / bytesTotal);
	return objectsTotal === 0 ? 0 : Math.min(1, objectsDone / objectsTotal);
}
