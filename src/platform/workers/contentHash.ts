import { createHash } from '../files/lazyCrypto.ts';
import type { ContentAlgorithm } from './hashTypes.ts';

/** Hashes content that comes in chunks of any size. */
export interface ContentHash {
	update(chunk: Uint8Array): void;
	/** Lower-case hex; once, at the end. */
	digest(): string;
}

/** A new hash; `md5-dos2unix` is DVC 2.x's, everything else the function of its name. */
export function contentHash(algorithm: ContentAlgorithm): ContentHash {
	if (algorithm === 'md5-dos2unix') return new Dos2UnixMd5();
	const hash = createHash(algorithm);
	return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') };
}

const blockSize = 1024 * 1024;

/**
 * md5 as DVC 2.x names text: the content in blocks of 1 MiB, each that looks like text with its CR LF turned to LF
 * (a pair split between two blocks stays).
 */
class Dos2UnixMd5 implements ContentHash {
	readonly #hash = createHash('md5');
	readonly #block = new Uint8Array(blockSize);
	#filled = 0;

	update(chunk: Uint8Array): void {
		for (let at = 0; at < chunk.length; ) {
			const taken = Math.min(chunk.length - at, blockSize - this.#filled);
			this.#block.set(chunk.subarray(at, at + taken), this.#filled);
			this.#filled += taken;
			at += taken;
			if (this.#filled === blockSize) this.#flush();
		}
	}

	digest(): string {
		this.#flush();
		return this.#hash.digest('hex');
	}

	#flush(): void {
		const block = this.#block.subarray(0, this.#filled);
		this.#hash.update(looksLikeText(block.subarray(0, 512)) ? withUnixLineEnds(block) : block);
		this.#filled = 0;
	}
}

/** DVC's test for text: no NUL, and at most 30 % of bytes outside printable ASCII and `\n\r\t\f\b`. */
function looksLikeText(start: Uint8Array): boolean {
	if (start.includes(0)) return false;
	const odd = start.filter(
		(byte) => !((byte >= 32 && byte < 127) || (byte >= 8 && byte <= 13 && byte !== 11)),
	);
	return odd.length <= start.length * 0.3;
}

function withUnixLineEnds(block: Uint8Array): Uint8Array {
	const out = new Uint8Array(block.length);
	let length = 0;
	for (let at = 0; at < block.length; at++) {
		if (block[at] === 13 && block[at + 1] === 10) continue;
		out[length++] = block[at] ?? 0;
	}
	return out.subarray(0, length);
}
