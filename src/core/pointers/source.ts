import { TidemarkError } from '../errors.ts';

/** What a parser takes: the bytes of a file, or text that was decoded already. */
export type Source = Uint8Array | string;

/** Size above which a `.dvc`, `dvc.yaml` or config file is not read, in bytes. */
export const smallFileLimit = 1024 * 1024;

/** Size above which a `dvc.lock` is not read, in bytes. */
export const lockFileLimit = 64 * 1024 * 1024;

/** One for all: making one costs more than decoding a pointer. */
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Text of a file without its byte order mark; line ends stay as they are.
 * Throws `malformed` for more than `maxBytes` bytes and for bytes that are not UTF-8, naming the first one's offset.
 */
export function decodeSource(source: Source, file: string, maxBytes: number): string {
	if (source.length > maxBytes) throw tooLarge(source.length, file, maxBytes);
	if (typeof source === 'string') return source.startsWith('\uFEFF') ? source.slice(1) : source;
	try {
		return decoder.decode(source);
	} catch {
		throw new TidemarkError('malformed', `Not UTF-8 text: invalid byte at offset ${invalidOffset(source)}.`, {
			file,
			kept: 'The file was left as it is.',
			next: 'Save it as UTF-8, or restore it from git.',
		});
	}
}

function tooLarge(length: number, file: string, maxBytes: number): TidemarkError {
	return new TidemarkError('malformed', `The file has ${length} bytes; at most ${maxBytes} are read.`, {
		file,
		next: 'Check that this is a pointer file and not content.',
	});
}

/** Offset of the first byte that is not UTF-8, by halving: a decoder in stream mode accepts every valid prefix. */
function invalidOffset(bytes: Uint8Array): number {
	let valid = 0;
	let bad = bytes.length + 1;
	while (bad - valid > 1) {
		const middle = (valid + bad) >>> 1;
		if (decodes(bytes.subarray(0, middle), middle >= bytes.length)) valid = middle;
		else bad = middle;
	}
	return Math.min(valid, Math.max(0, bytes.length - 1));
}

function decodes(bytes: Uint8Array, whole: boolean): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
		return true;
	} catch {
		return false;
	}
}

/** Throws `conflict` when the text holds git's merge-conflict markers; names the first one's line. */
export function refuseConflicts(text: string, file: string): void {
	const marker = /^(?:<{7}|>{7})(?: .*)?\r?$/m.exec(text);
	if (marker === null) return;
	throw new TidemarkError('conflict', 'Unresolved merge: the file holds conflict markers.', {
		file,
		line: lineOfOffset(text, marker.index),
		kept: 'The file was left as it is.',
		next: 'Resolve the conflict in this file, then try again.',
	});
}

/** 1-based line of a character offset. */
export function lineOfOffset(text: string, offset: number): number {
	let line = 1;
	for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
	return line;
}
