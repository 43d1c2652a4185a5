import type { TreeChange } from '../../core/versions/diffTrees.ts';
import type { GitProgram } from './gitProgram.ts';
import { nulRecords } from './nulRecords.ts';

const link = '120000';

/** One line of `git diff-index --raw`. */
interface RawChange extends TreeChange {
	readonly oldMode: string;
	readonly newMode: string;
}

/**
 * Tracked files that differ between a tree and the work tree, and untracked unignored ones as added; sorted by path.
 * Files git only suspects by their times are hashed, as `git status` would, but without its filters.
 */
export async function workTreeChanges(git: GitProgram, treeish: string): Promise<TreeChange[]> {
	const [suspects, untracked] = await Promise.all([rawChanges(git, treeish), listUntracked(git)]);
	const unchanged = await withSameContent(git, suspects);
	const tracked = suspects.filter((change) => !unchanged.has(change.path)).map((change) => toChange(change));
	const added = untracked.filter((path) => !path.endsWith('/')).map((path) => addedFile(path));
	return [...tracked, ...added].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** `:<old mode> <new mode> <old id> <new id> <letter> NUL <path> NUL`; an id of zeros is "look at the file". */
async function rawChanges(git: GitProgram, treeish: string): Promise<RawChange[]> {
	const changes: RawChange[] = [];
	let meta: string | undefined;
	const records = nulRecords((record) => {
		if (meta === undefined) meta = record;
		else {
			changes.push(parseRaw(meta, record));
			meta = undefined;
		}
	});
	const options = ['--raw', '-z', '--no-abbrev', '--no-renames', '--ignore-submodules=all'];
	await git.run(['diff-index', ...options, '--end-of-options', treeish], { onOutput: records });
	return changes;
}

function parseRaw(meta: string, path: string): RawChange {
	const [oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = meta.slice(1).split(' ');
	const change = letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified';
	return { path, change, oldId: known(oldId), newId: known(newId), oldMode, newMode };
}

function known(id: string): string | undefined {
	return /^0*$/.test(id) ? undefined : id;
}

async function listUntracked(git: GitProgram): Promise<string[]> {
	const output = await git.run(['ls-files', '-o', '--exclude-standard', '-z']);
	return output.toString('utf8').split('\0').filter(Boolean);
}

/** Paths of suspects whose content turns out to be that of the tree. */
async function withSameContent(git: GitProgram, suspects: readonly RawChange[]): Promise<Set<string>> {
	const open = suspects.filter(isOnlySuspected);
	if (open.length === 0) return new Set();
	const input = open.map(({ path }) => `${quote(path)}\n`).join('');
	const { code, stdout } = await git.try(['hash-object', '--stdin-paths'], { input, timeout: 600_000 });
	// A file that went away meanwhile ends the run: then all stay suspected, which is safe.
	if (code !== 0) return new Set();
	const ids = stdout.toString('utf8').split('\n');
	return new Set(open.flatMap(({ path, oldId }, index) => (ids[index] === oldId ? [path] : [])));
}

function isOnlySuspected(change: RawChange): boolean {
	const { oldMode, newMode } = change;
	return (
		change.change === 'modified' && change.newId === undefined && oldMode === newMode && oldMode !== link
	);
}

/** `--stdin-paths` reads a line, and takes one in double quotes as a C string. */
function quote(path: string): string {
	if (!/[\n"\\]/.test(path)) return path;
	return `"${path.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function toChange({ path, change, oldId, newId }: RawChange): TreeChange {
	return { path, change, oldId, newId };
}

function addedFile(path: string): TreeChange {
	return { path, change: 'added', oldId: undefined, newId: undefined };
}
