/**
 * Opening the Versions tree of a repository with 1,000 tags × 200 pointers, of which each tag changes two: the first
 * page (200 versions with everything they track), the rest, and how many git processes that takes.
 *
 *     node bench/versions.ts [tags] [pointers]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderVersions } from '../src/core/versions/order.ts';
import { SnapshotReader } from '../src/core/versions/snapshotReader.ts';
import { versionsFromRefs } from '../src/core/versions/versions.ts';
import { GitRepository } from '../src/platform/git/gitRepository.ts';

const [tagCount = 1000, pointerCount = 200] = process.argv.slice(2).map(Number);
const pageSize = 200;
const changedPerTag = 2;

function pointer(index: number, tag: number): string {
	const md5 = createHash('md5').update(`${index} ${tag}`).digest('hex');
	return `outs:\n- md5: ${md5}\n  size: ${1000 + tag}\n  hash: md5\n  path: part-${index}.bin\n`;
}

function path(index: number): string {
	return `data/set-${index % 10}/part-${index}.bin.dvc`;
}

function* history(): Generator<string> {
	for (let tag = 0; tag < tagCount; tag++) {
		const indices =
			tag === 0
				? Array.from({ length: pointerCount }, (_, index) => index)
				: Array.from({ length: changedPerTag }, (_, n) => (tag * changedPerTag + n) % pointerCount);
		const time = 1_700_000_000 + tag * 60;
		yield `commit refs/heads/main\nmark :${tag + 1}\ncommitter Bench <bench@example.org> ${time} +0000\n`;
		yield `data 6\ntag ${tag % 10}\n${tag === 0 ? '' : `from :${tag}\n`}`;
		if (tag === 0) yield 'M 644 inline .dvc/config\ndata 0\n\n';
		for (const index of indices) {
			const text = pointer(index, tag);
			yield `M 644 inline ${path(index)}\ndata ${text.length}\n${text}\n`;
		}
		yield `tag v${Math.floor(tag / 10)}.${tag % 10}.0\nfrom :${tag + 1}\n`;
		yield `tagger Bench <bench@example.org> ${time} +0000\ndata 7\nrelease\n`;
	}
}

function makeRepository(folder: string): void {
	execFileSync('git', ['init', '-q', '-b', 'main', folder]);
	const { status, stderr } = spawnSync('git', ['fast-import', '--quiet'], {
		cwd: folder,
		input: [...history()].join(''),
	});
	if (status !== 0) throw new Error(String(stderr));
	execFileSync('git', ['reset', '-q', '--hard'], { cwd: folder });
}

async function time<T>(task: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
	const start = performance.now();
	const result = await task();
	return [performance.now() - start, result];
}

interface Row {
	readonly what: string;
	readonly milliseconds: number;
	readonly artifacts: number;
}

async function measure(folder: string): Promise<Row[]> {
	const rows: Row[] = [];
	const row = (what: string, milliseconds: number, snapshots: readonly { artifacts: readonly unknown[] }[]) =>
		rows.push({
			what,
			milliseconds,
			artifacts: snapshots.reduce((sum, one) => sum + one.artifacts.length, 0),
		});
	const [opening, git] = await time(() => GitRepository.open(folder));
	row('open the repository', opening, []);
	const list = async () => orderVersions(versionsFromRefs(await git.refs(['refs/tags'])));
	const [listing, versions] = await time(list);
	row(`list and order ${versions.length} tags`, listing, []);
	const commits = versions.map(({ commit }) => commit);
	const reader = new SnapshotReader(git, git);
	const [page, first] = await time(() => reader.atCommits(commits.slice(0, pageSize)));
	row(`first page (${pageSize} versions), cold`, page, first);
	row('first page, with opening and listing', opening + listing + page, first);
	const [all, every] = await time(() => reader.atCommits(commits));
	row('all versions', all, every);
	const [again, same] = await time(async () =>
		reader.atCommits((await list()).slice(0, pageSize).map((v) => v.commit)),
	);
	row('first page again, with listing', again, same);
	const [workTree, now] = await time(() => reader.workTree());
	row('work tree', workTree, [now]);
	git.dispose();
	return rows;
}

/** Git writes one line per process it starts to a trace file. */
function processesStarted(trace: string): number {
	return readFileSync(trace, 'utf8')
		.split('\n')
		.filter((line) => line.includes('"event":"start"')).length;
}

const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
try {
	const made = performance.now();
	makeRepository(folder);
	const making = Math.round(performance.now() - made);
	process.stdout.write(`${tagCount} tags × ${pointerCount} pointers, made in ${making} ms\n\n`);
	const trace = join(folder, '.git', 'trace');
	writeFileSync(trace, '');
	process.env['GIT_TRACE2_EVENT'] = trace;
	for (const round of ['cold process', 'warm process']) {
		const rows = await measure(folder);
		const table = rows.map(({ what, milliseconds, artifacts }) => ({
			[round]: what,
			ms: Math.round(milliseconds),
			artifacts,
		}));
		console.table(table);
	}
	process.stdout.write(`git processes for both rounds: ${processesStarted(trace)}\n`);
	process.stdout.write(`resident memory: ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB\n`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}
