/**
 * Opening the Versions tree of a repository with 1,000 tags × 200 pointers, of which each tag changes two: the first
 * page (200 versions with everything they track), and how many git processes that takes.
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
import type { Row } from './row.ts';

const tagCount = 1000;
const pointerCount = 200;
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

/** Milliseconds for opening the repository, listing its tags and reading the first page; then for all the rest. */
async function measure(folder: string): Promise<{ page: number; all: number }> {
	const start = performance.now();
	const git = await GitRepository.open(folder);
	try {
		const versions = orderVersions(versionsFromRefs(await git.refs(['refs/tags'])));
		const commits = versions.map(({ commit }) => commit);
		const reader = new SnapshotReader(git, git);
		await reader.atCommits(commits.slice(0, pageSize));
		const page = performance.now() - start;
		await reader.atCommits(commits);
		return { page, all: performance.now() - start };
	} finally {
		git.dispose();
	}
}

/** Git writes one line per process it starts to a trace file. */
async function processesStarted(folder: string, task: () => Promise<unknown>): Promise<number> {
	const trace = join(folder, '.git', 'trace');
	writeFileSync(trace, '');
	process.env['GIT_TRACE2_EVENT'] = trace;
	await task();
	delete process.env['GIT_TRACE2_EVENT'];
	return readFileSync(trace, 'utf8')
		.split('\n')
		.filter((line) => line.includes('"event":"start"')).length;
}

/** A first opening in this process, and one after it. */
export async function race(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
	try {
		makeRepository(folder);
		const cold = await measure(folder);
		const warm = await measure(folder);
		const started = await processesStarted(folder, () => measure(folder));
		const tags = `${tagCount} tags × ${pointerCount} pointers`;
		return [
			row(`first page of ${tags}, cold process`, `${cold.page.toFixed(0)} ms`, ''),
			row(`first page of ${tags}, warm`, `${warm.page.toFixed(0)} ms`, '≤ 300 ms'),
			row(`all of ${tags}, warm`, `${warm.all.toFixed(0)} ms`, ''),
			row(`git processes for all of ${tags}`, `${started}`, 'none per tag'),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function row(name: string, ours: string, goal: string): Row {
	return { race: name, ours, peer: '', ratio: '', goal };
}
