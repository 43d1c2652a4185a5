/** What the extension costs the editor: `activate()`, the size of what it loads, the Artifacts tree of 2,000 pointers. */
import { readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildForHost, builtForHost } from '../test/support/hostBundle.ts';
import { projectRoot } from '../test/support/projectRoot.ts';
import { run } from '../test/support/shell.ts';
import { runInHost } from '../test/support/vscodeHost.ts';
import type { Measured } from './host/measureActivation.ts';
import type { Row } from './row.ts';

const pointers = 2000;
const rounds = 3;

/** Runs each measurement in a new window of the real VS Code and gives the median. */
export async function race(): Promise<Row[]> {
	const folder = await mkdtemp(join(tmpdir(), 'tidemark-bench-'));
	try {
		const host = join(projectRoot, 'bench', 'host');
		await buildForHost([join(host, 'measureActivation.ts')], host);
		const [empty, full] = [join(folder, 'empty'), join(folder, 'full')];
		await makeRepository(empty, 0);
		await makeRepository(full, pointers);
		const activate = await medianOf(empty, (measured) => measured.activate);
		const whole = await medianOf(empty, (measured) => measured.whole);
		const tree = await medianOf(full, ({ tree }) => tree);
		return [
			row('activate()', `${activate.toFixed(1)} ms`, '≤ 50 ms'),
			row("the editor's whole activation, with loading", `${whole.toFixed(0)} ms`, ''),
			row('what activate() loads', `${(loadedBytes() / 1000).toFixed(0)} kB`, '≤ 200 kB'),
			row(`Artifacts tree, ${pointers} pointers, cold`, `${tree.toFixed(0)} ms`, '≤ 300 ms'),
		];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function row(name: string, ours: string, goal: string): Row {
	return { race: name, ours, peer: '', ratio: '', goal };
}

async function medianOf(
	workspace: string,
	pick: (measured: Measured) => number | undefined,
): Promise<number> {
	const values: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const value = pick(await measure(workspace));
		if (value !== undefined) values.push(value);
	}
	values.sort((a, b) => a - b);
	return values[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure(workspace: string): Promise<Measured> {
	const report = `${workspace}.json`;
	const tests = builtForHost('measureActivation');
	const code = await runInHost({
		workspace,
		extension: projectRoot,
		tests,
		env: { TIDEMARK_REPORT: report },
	});
	if (code !== 0) throw new Error('the measurement failed; see test-results/host.log');
	return JSON.parse(readFileSync(report, 'utf8')) as Measured;
}

async function makeRepository(folder: string, count: number): Promise<void> {
	await mkdir(folder);
	if (count > 0) await mkdir(join(folder, '.dvc'));
	if (count > 0) await writeFile(join(folder, '.dvc', 'config'), '');
	for (let index = 0; index < count; index++) {
		const part = join(folder, 'data', `part-${index % 20}`);
		await mkdir(part, { recursive: true });
		const hash = index.toString(16).padStart(32, '0');
		const pointer = `outs:\n- md5: ${hash}\n  size: ${index}\n  hash: md5\n  path: file-${index}.bin\n`;
		await writeFile(join(part, `file-${index}.bin.dvc`), pointer);
	}
	await run('git', ['init', '--quiet'], { cwd: folder });
	await run('git', ['add', '--all'], { cwd: folder });
	const identity = [
		'-c',
		'user.name=Bench',
		'-c',
		'user.email=bench@example.com',
		'-c',
		'commit.gpgSign=false',
	];
	await run('git', [...identity, 'commit', '--quiet', '--allow-empty', '-m', 'Pointers'], { cwd: folder });
}

/** The main bundle and every chunk it imports at once; chunks imported later are not counted. */
function loadedBytes(): number {
	const dist = join(projectRoot, 'dist');
	const seen = new Set<string>();
	const visit = (file: string): void => {
		if (seen.has(file)) return;
		seen.add(file);
		const text = readFileSync(join(dist, file), 'utf8');
		for (const [, chunk] of text.matchAll(/(?:from|import)\s*"\.\/(?:chunks\/)?([^"]+)"/g))
			visit(join('chunks', chunk ?? ''));
	};
	visit('extension.js');
	return [...seen].reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
}
