/** Commit and tag objects as git writes them: header lines, an empty line, a message. */

/** Who did something and when (milliseconds). */
export interface Signature {
	readonly name: string;
	readonly email: string;
	readonly time: number;
}

export interface CommitObject {
	readonly tree: string;
	readonly parents: readonly string[];
	readonly author: Signature;
	readonly committer: Signature;
	/** First paragraph, its lines joined by spaces, as `%(subject)`. */
	readonly subject: string;
}

export interface TagObject {
	/** Id of what it points at, which may be another tag. */
	readonly target: string;
	readonly targetType: string;
	/** Old tags have none. */
	readonly tagger: Signature | undefined;
	/** Without a trailing cryptographic signature. */
	readonly message: string;
}

interface Parts {
	readonly headers: readonly (readonly [string, string])[];
	readonly message: string;
}

const utf8 = new TextDecoder();
const nobody: Signature = { name: '', email: '', time: 0 };

/** Reads a commit object; undefined when it names no tree. */
export function parseCommit(bytes: Uint8Array): CommitObject | undefined {
	const { headers, message } = splitObject(bytes);
	const tree = header(headers, 'tree');
	if (tree === undefined) return undefined;
	return {
		tree,
		parents: headers.filter(([key]) => key === 'parent').map(([, id]) => id),
		author: parseSignature(header(headers, 'author')) ?? nobody,
		committer: parseSignature(header(headers, 'committer')) ?? nobody,
		subject: subjectOf(message),
	};
}

/** Reads an annotated tag object; undefined when it names no target. */
export function parseTag(bytes: Uint8Array): TagObject | undefined {
	const { headers, message } = splitObject(bytes);
	const target = header(headers, 'object');
	if (target === undefined) return undefined;
	return {
		target,
		targetType: header(headers, 'type') ?? '',
		tagger: parseSignature(header(headers, 'tagger')),
		message: withoutSignature(message).trim(),
	};
}

function splitObject(bytes: Uint8Array): Parts {
	const text = utf8.decode(bytes);
	const end = text.indexOf('\n\n');
	const head = end < 0 ? text : text.slice(0, end);
	const headers = head.split('\n').map((line) => splitHeader(line));
	return { headers, message: end < 0 ? '' : recode(bytes, text, headers).slice(end + 2) };
}

function splitHeader(line: string): readonly [string, string] {
	const space = line.indexOf(' ');
	return space < 0 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
}

/** Commits written under `i18n.commitEncoding` say so; the headers before the message are the same length in both. */
function recode(bytes: Uint8Array, text: string, headers: Parts['headers']): string {
	const encoding = header(headers, 'encoding');
	if (encoding === undefined) return text;
	try {
		return new TextDecoder(encoding).decode(bytes);
	} catch {
		return text;
	}
}

function header(headers: Parts['headers'], key: string): string | undefined {
	return headers.find(([name]) => name === key)?.[1];
}

/** `Ada Lovelace <ada@example.org> 1700000000 +0100`; the zone does not change the moment. */
function parseSignature(line: string | undefined): Signature | undefined {
	const match = /^(.*?) ?<([^>]*)> (-?\d+)/.exec(line ?? '');
	if (match === null) return undefined;
	const [, name = '', email = '', seconds = '0'] = match;
	return { name, email, time: Number(seconds) * 1000 };
}

function subjectOf(message: string): string {
	const [first = ''] = message.trimStart().split(/\n[ \t]*\n/, 1);
	return first.trim().replaceAll(/\s*\n\s*/g, ' ');
}

function withoutSignature(message: string): string {
	const start = message.search(/^-----BEGIN (PGP|SSH|SIGNED)/m);
	return start < 0 ? message : message.slice(0, start);
}
