/**
 * `tidemark status` against `dvc data status` in a repository with 2,000 `.dvc` files, nothing changed, both warm:
 * whole processes, in turn, so that what else the machine does falls on both.
 *
 *     npm run bench status
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../test/support/projectRoot.ts';
import { dvcPath } from '../test/support/tools.ts';
import type { Row } from './row.ts';

const pointers = 2000;
const folders = 50;
const rounds = 5;

/** Lays everything out as DVC does: content, cache object, pointer and ignore line. */
async function addTracked(repo: string, index: number): Promise<void> {
	const content = `content ${index}\n`;
	const md5 = createHash('md5').update(content).digest('hex');
	const folder = join(repo, `part-${index % folders}`);
	const objects = join(repo, '.dvc', 'cache', 'files', 'md5', md5.slice(0, 2));
	const object = join(objects, md5.slice(2));
	const name = `file-${index}.bin`;
	await mkdir(folder, { recursive: true });
	await mkdir(objects, { recursive: true });
	await writeFile(join(folder, name), content);
	await writeFile(object, content);
	await chmod(object, 0o444);
	await writeFile(
		join(folder, `${name}.dvc`),
		`outs:\n- md5: ${md5}\n  size: ${content.length}\n  hash: md5\n  path: ${name}\n`,
	);
	await appendFile(join(folder, '.gitignore'), `/${name}\n`);
}

async function makeRepository(repo: string, dvc: string): Promise<void> {
	execFileSync('git', ['init', '-q', repo]);
	execFileSync(dvc, ['init', '-q'], { cwd: repo });
	for (let index = 0; index < pointers; index++) await addTracked(repo, index);
	const who = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org'];
	execFileSync('git', ['add', '-A'], { cwd: repo });
	execFileSync('git', [...who, 'commit', '-q', '-m', 'all'], { cwd: repo });
	// Neither tool remembers the hash of a file as young as this.
	await new Promise((resolve) => setTimeout(resolve, 2500));
}

interface Program {
	readonly file: string;
	readonly args: readonly string[];
}

/** Seconds of one whole process; throws when it does not find everything clean. */
function seconds({ file, args }: Program, cwd: string, env: NodeJS.ProcessEnv): number {
	const start = performance.now();
	const answer = execFileSync(file, [...args], { cwd, env, encoding: 'utf8' });
	const taken = (performance.now() - start) / 1000;
	if (answer.trim() !== '{}') throw new Error(`${file} finds differences: ${answer}`);
	return taken;
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Runs the race. */
export async function race(): Promise<Row[]> {
	const root = await mkdtemp(join(tmpdir(), 'tidemark-bench-'));
	try {
		const repo = join(root, 'repo');
		const dvc = await dvcPath();
		await makeRepository(repo, dvc);
		const env = {
			...process.env,
			TIDEMARK_CACHE: join(root, 'cache'),
			DVC_SITE_CACHE_DIR: join(root, 'site'),
			DVC_NO_ANALYTICS: '1',
		};
		const ours = { file: process.execPath, args: [join(projectRoot, 'dist', 'cli.js'), 'status', '--json'] };
		const theirs = { file: dvc, args: ['data', 'status', '--json'] };
		for (const program of [ours, ours, theirs, theirs]) seconds(program, repo, env);
		const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
		for (let round = 0; round < rounds; round++) {
			times.theirs.push(seconds(theirs, repo, env));
			times.ours.push(seconds(ours, repo, env));
		}
		return [row(median(times.ours), median(times.theirs))];
	} finally {
		await rm(root, { recursive: true, force: true });
	}
}

function row(ours: number, theirs: number): Row {
	return {
		race: `status, ${pointers.toLocaleString('en')} .dvc files, clean and warm`,
		ours: `${Math.round(ours * 1000)} ms`,
		peer: `dvc data status ${theirs.toFixed(2)} s`,
		ratio: `${(theirs / ours).toFixed(1)}×`,
		goal: '≥ 40×',
	};
}
