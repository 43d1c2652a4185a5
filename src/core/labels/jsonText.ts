const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const shortText = 48;

/** Text of UTF-8 bytes. `valid` is false when they are not UTF-8: each odd byte then stands as U+DC80 + (byte − 128). */
export interface DecodedText {
	readonly text: string;
	readonly valid: boolean;
}

/** The characters between a JSON string's quotes, escapes resolved. */
export function decodeString(bytes: Uint8Array, start: number, end: number): DecodedText {
	const short = end - start <= shortText ? asciiText(bytes, start, end) : undefined;
	const decoded = short === undefined ? decodeUtf8(bytes.subarray(start, end)) : { text: short, valid: true };
	return decoded.text.includes('\\') ? { ...decoded, text: unescapeText(decoded.text) } : decoded;
}

/** Faster than a TextDecoder for the short plain names label files are made of; undefined when not ASCII. */
function asciiText(bytes: Uint8Array, start: number, end: number): string | undefined {
	let text = '';
	for (let at = start; at < end; at++) {
		const byte = bytes[at] ?? 0;
		if (byte > 127) return undefined;
		text += String.fromCharCode(byte);
	}
	return text;
}

/** Bytes as UTF-8, odd bytes kept apart as Python's `surrogateescape` does, so that no two inputs become one text. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
	try {
		return { text: strict.decode(bytes), valid: true };
	} catch {
		return { text: decodeByPieces(bytes), valid: false };
	}
}

function decodeByPieces(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; ) {
		const length = sequenceLength(bytes, at);
		text +=
			length === 0
				? String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
				: strict.decode(bytes.subarray(at, at + length));
		at += Math.max(1, length);
	}
	return text;
}

/** Length of the valid UTF-8 sequence at `at`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
	for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
		try {
			strict.decode(bytes.subarray(at, at + length));
			return length;
		} catch {}
	}
	return 0;
}

function unescapeText(text: string): string {
	return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, letter: string) =>
		hex === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
	);
}
