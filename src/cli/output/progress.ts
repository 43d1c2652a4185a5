import type { Progress } from '../../core/ports.ts';
import type { Host } from '../host.ts';
import { size } from './amounts.ts';
import { printable } from './table.ts';

/** Milliseconds between two drawings. */
const pause = 100;
const clearLine = '\r\u001b[K';

/** Draws one line of progress on a terminal's standard error; draws nothing elsewhere. */
export class ProgressLine {
	readonly #host: Host;
	readonly #verb: string;
	#last = 0;
	#drawn = false;

	/** `verb`: what is done, `Fetching`. */
	constructor(host: Host, verb: string) {
		this.#host = host;
		this.#verb = verb;
	}

	/** To be handed on as `onProgress`. */
	readonly update = (progress: Progress): void => {
		if (!this.#host.showsProgress || performance.now() - this.#last < pause) return;
		this.#last = performance.now();
		this.#drawn = true;
		const columns = process.stderr.columns ?? 80;
		process.stderr.write(clearLine + progressText(this.#verb, progress).slice(0, columns - 1));
	};

	/** Takes the line away. */
	clear(): void {
		if (this.#drawn) process.stderr.write(clearLine);
		this.#drawn = false;
	}
}

function progressText(verb: string, progress: Progress): string {
	const { objectsDone, objectsTotal, bytesDone, bytesTotal, current } = progress;
	const bytes =
		bytesDone === 0 && bytesTotal === undefined
			? ''
			: bytesTotal === undefined
				? `  ${size(bytesDone)}`
				: `  ${size(bytesDone)} of ${size(bytesTotal)}`;
	const file = current === undefined ? '' : `  ${printable(current)}`;
	return `${verb} ${objectsDone} of ${objectsTotal}${bytes}${file}`;
}

/** Runs a call that tells its progress, and takes the line away whatever comes of it. */
export async function withProgress<T>(
	host: Host,
	verb: string,
	call: (options: { signal: AbortSignal; onProgress: (progress: Progress) => void }) => Promise<T>,
): Promise<T> {
	const line = new ProgressLine(host, verb);
	try {
		return await call({ signal: host.signal, onProgress: line.update });
	} finally {
		line.clear();
	}
}
