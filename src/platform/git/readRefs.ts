import type { GitRef } from '../../core/ports.ts';
import type { CatFile, GitObject } from './catFile.ts';
import { type CommitObject, parseCommit, parseTag, type TagObject } from './gitObject.ts';
import type { GitProgram } from './gitProgram.ts';

/** Tags of tags deeper than this are listed as unreadable. */
const longestChain = 16;
/** Bytes of a commit or tag object, message included, that are read. */
const largestObject = 1024 * 1024;

interface NamedTarget {
	readonly name: string;
	readonly id: string;
	readonly commit?: CommitObject;
	/** The outermost tag object. */
	readonly tag?: TagObject;
	/** Id it has been followed to so far. */
	readonly at: string;
}

/** Commit and tag objects read before, by id; they never change. */
export type KnownHeads = Map<string, CommitObject | TagObject>;

/**
 * Every ref under some prefixes, peeled to its commit. `for-each-ref` is asked for names and ids alone, since it gives
 * up on the whole list when one ref's object is missing; the objects are read in batches beside it.
 */
export async function readRefs(
	git: GitProgram,
	catFile: CatFile,
	prefixes: readonly string[],
	known: KnownHeads,
): Promise<readonly GitRef[]> {
	const output = await git.run(['for-each-ref', '--format=%(objectname) %(refname)', ...prefixes]);
	const lines = output.toString('utf8').split('\n').filter(Boolean);
	let open = lines.map(splitLine);
	const refs = new Map<string, GitRef>(open.map((target) => [target.name, toRef(target, undefined)]));
	for (let depth = 0; open.length > 0 && depth < longestChain; depth++) {
		open = await followOnce(catFile, open, refs, known);
	}
	return [...refs.values()];
}

function splitLine(line: string): NamedTarget {
	const space = line.indexOf(' ');
	const id = line.slice(0, space);
	return { name: line.slice(space + 1), id, at: id };
}

/** Reads what each target points at; finished ones go to `refs`, tags are given back to be followed. */
async function followOnce(
	catFile: CatFile,
	targets: readonly NamedTarget[],
	refs: Map<string, GitRef>,
	known: KnownHeads,
): Promise<NamedTarget[]> {
	await readHeads(catFile, [...new Set(targets.map((target) => target.at))], known);
	const open: NamedTarget[] = [];
	for (const target of targets) {
		const object = known.get(target.at);
		if (object === undefined) continue;
		if ('tree' in object) {
			refs.set(target.name, toRef(target, object));
			continue;
		}
		const next = { ...target, tag: target.tag ?? object, at: object.target };
		refs.set(target.name, toRef(next, undefined));
		open.push(next);
	}
	return open;
}

/** What is neither commit nor tag, or is missing, stays unknown. */
async function readHeads(catFile: CatFile, ids: readonly string[], known: KnownHeads): Promise<void> {
	const open = ids.filter((id) => !known.has(id));
	for (const object of await catFile.contents(open, largestObject)) {
		if (object === undefined) continue;
		const head = parseHead(object);
		if (head !== undefined) known.set(object.id, head);
	}
}

function parseHead({ type, content }: GitObject): CommitObject | TagObject | undefined {
	if (type === 'commit') return parseCommit(content);
	return type === 'tag' ? parseTag(content) : undefined;
}

function toRef(target: NamedTarget, commit: CommitObject | undefined): GitRef {
	return {
		name: target.name,
		commit: commit === undefined ? undefined : target.at,
		annotated: target.tag !== undefined,
		tagTime: target.tag?.tagger?.time,
		tagger: target.tag?.tagger?.name,
		tagMessage: target.tag?.message,
		commitTime: commit?.committer.time ?? 0,
		author: commit?.author.name ?? '',
		subject: commit?.subject ?? '',
	};
}
