/** A Git LFS pointer: the small text git keeps in place of the content. */
export interface LfsPointer {
	/** SHA-256 of the content, 64 lower-case hex digits. */
	readonly oid: string;
	/** Bytes of the content; beyond 2^53 this is the nearest double, see {@link LfsPointer.exactSize}. */
	readonly size: number;
	readonly exactSize: bigint;
	/** False where git-lfs reads the text but would write it in another way. */
	readonly canonical: boolean;
	/** In order of priority. Content behind extensions needs their programs, which Tidemark never runs. */
	readonly extensions: readonly LfsExtension[];
}

export interface LfsExtension {
	readonly name: string;
	readonly priority: number;
	/** Hash of what went into the extension. */
	readonly oid: string;
}

/** git-lfs takes no blob or file of this many bytes for a pointer. */
export const lfsPointerLimit = 1024;

const versions = new Set([
	'https://git-lfs.github.com/spec/v1',
	'https://hawser.github.com/spec/v1',
	'http://git-media.io/v/2',
]);
const largestSize = 2n ** 63n - 1n;

/**
 * The pointer a blob holds, or undefined when git-lfs would take it for content. Accepts what `git lfs pointer
 * --check` accepts (CRLF, blank lines, missing final newline, `+5`, older version URLs) and says whether it passes
 * `--strict`. An empty blob is content here, though git-lfs calls it a pointer to nothing: nothing is behind it.
 * Never throws.
 */
export function parseLfsPointer(bytes: Uint8Array): LfsPointer | undefined {
	if (bytes.length === 0 || bytes.length >= lfsPointerLimit) return undefined;
	const text = decode(bytes);
	if (text === undefined || !/git-media|hawser|git-lfs/.test(text)) return undefined;
	const pairs = readPairs(text);
	if (pairs === undefined) return undefined;
	const extensions = readExtensions(pairs);
	const [version, oid, size] = pairs.filter(([key]) => !key.startsWith('ext-'));
	if (extensions === undefined || version === undefined || oid === undefined || size === undefined)
		return undefined;
	if (pairs.length !== extensions.length + 3) return undefined;
	if (version[0] !== 'version' || !versions.has(version[1]) || pairs[0] !== version) return undefined;
	const hash = oid[0] === 'oid' ? hashOf(oid[1]) : undefined;
	const exactSize = size[0] === 'size' ? sizeOf(size[1]) : undefined;
	if (hash === undefined || exactSize === undefined) return undefined;
	const canonical = text === write(hash, exactSize, extensions);
	return { oid: hash, size: Number(exactSize), exactSize, canonical, extensions };
}

/** The text git-lfs writes for content of `size` bytes. */
export function formatLfsPointer(oid: string, size: number | bigint): string {
	return write(oid, BigInt(size), []);
}

function write(oid: string, size: bigint, extensions: readonly LfsExtension[]): string {
	const lines = extensions.map(
		(extension) => `ext-${extension.priority}-${extension.name} sha256:${extension.oid}\n`,
	);
	return `version https://git-lfs.github.com/spec/v1\n${lines.join('')}oid sha256:${oid}\nsize ${size}\n`;
}

/** No BOM is taken off: git-lfs refuses one. */
function decode(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function readPairs(text: string): [string, string][] | undefined {
	const pairs: [string, string][] = [];
	for (const line of trim(text).split('\n')) {
		const content = line.endsWith('\r') ? line.slice(0, -1) : line;
		if (content === '') continue;
		const space = content.indexOf(' ');
		if (space === -1) return undefined;
		pairs.push([content.slice(0, space), content.slice(space + 1)]);
	}
	return pairs;
}

/** As Go trims: unlike JavaScript, it keeps a byte order mark. */
function trim(text: string): string {
	return text.replaceAll(/^[^\S\uFEFF]+|[^\S\uFEFF]+$/g, '');
}

function readExtensions(pairs: readonly [string, string][]): LfsExtension[] | undefined {
	const extensions: LfsExtension[] = [];
	for (const [key, value] of pairs) {
		if (!key.startsWith('ext-')) continue;
		const match = /^ext-(\d)-(\w+)$/.exec(key);
		const oid = hashOf(value);
		if (match?.[1] === undefined || match[2] === undefined || oid === undefined) return undefined;
		extensions.push({ priority: Number(match[1]), name: match[2], oid });
	}
	extensions.sort((a, b) => a.priority - b.priority);
	const priorities = new Set(extensions.map((extension) => extension.priority));
	return priorities.size === extensions.length ? extensions : undefined;
}

function hashOf(value: string): string | undefined {
	return /^sha256:([0-9a-f]{64})$/.exec(value)?.[1];
}

function sizeOf(value: string): bigint | undefined {
	if (!/^[+-]?\d+$/.test(value)) return undefined;
	const size = BigInt(value.startsWith('+') ? value.slice(1) : value);
	return size >= 0n && size <= largestSize ? size : undefined;
}
