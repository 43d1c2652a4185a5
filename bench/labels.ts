/**
 * Comparing two COCO files by record against the script everybody writes (Python's json and a dict), as whole
 * processes, on a generated pair whose true differences are known.
 *
 *     node bench/labels.ts [megabytes of each file]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Truth, writePair } from './labelPair.ts';
import type { Row } from './row.ts';

const rounds = 3;
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface Outcome extends Truth {
	readonly seconds: number;
	/** Peak resident memory, MiB. */
	readonly peak: number;
	/** Milliseconds for a page of 50 rows, where it has pages. */
	readonly page?: number;
}

/** Best of three runs each, alternating; throws when a side misses the truth. */
export async function race(megabytes = 100): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
	try {
		const files = [join(folder, 'old.json'), join(folder, 'new.json')] as const;
		const truth = writePair(...files, megabytes);
		const size = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
		const outcomes = Array.from({ length: rounds }, () => ({
			ours: measure(process.execPath, [beside('labelRun.ts'), ...files], truth),
			peer: measure('python3', [beside('labelPeer.py'), ...files], truth),
		}));
		const ours = fastest(outcomes.map((outcome) => outcome.ours));
		const peer = fastest(outcomes.map((outcome) => outcome.peer));
		return rowsOf(size, ours, peer);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function rowsOf(size: number, ours: Outcome, peer: Outcome): Row[] {
	const speed = (seconds: number): string => `${seconds.toFixed(2)} s, ${(size / seconds).toFixed(0)} MB/s`;
	return [
		{
			race: `labels by record, COCO, ${size.toFixed(0)} MB both`,
			ours: speed(ours.seconds),
			peer: `Python json + dict ${speed(peer.seconds)}`,
			ratio: `${(peer.seconds / ours.seconds).toFixed(1)}×`,
			goal: 'right, streamed',
		},
		{
			race: 'labels: peak memory',
			ours: `${ours.peak.toFixed(0)} MiB`,
			peer: `Python ${peer.peak.toFixed(0)} MiB`,
			ratio: `${(peer.peak / ours.peak).toFixed(1)}×`,
			goal: '< 300 MiB',
		},
		{
			race: 'labels: page of 50 rows',
			ours: `${(ours.page ?? 0).toFixed(1)} ms`,
			peer: '',
			ratio: '',
			goal: '≤ 5 ms',
		},
	];
}

function measure(program: string, words: readonly string[], truth: Truth): Outcome {
	const start = performance.now();
	const output = execFileSync(program, words, { encoding: 'utf8' });
	const seconds = (performance.now() - start) / 1000;
	const outcome = JSON.parse(output) as Omit<Outcome, 'seconds'>;
	for (const kind of ['added', 'removed', 'changed'] as const)
		if (outcome[kind] !== truth[kind])
			throw new Error(`${program} found ${outcome[kind]} ${kind}, truth ${truth[kind]}.`);
	return { ...outcome, seconds };
}

function fastest(outcomes: readonly Outcome[]): Outcome {
	return outcomes.reduce((best, outcome) => (outcome.seconds < best.seconds ? outcome : best));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
	console.table(await race(Number(process.argv[2] ?? 100)));
