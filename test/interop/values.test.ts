import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dvcMetricsDiff, dvcParamsDiff, type ValueFile } from '../../src/core/metrics/valueDiff.ts';
import { valueFiles } from '../../src/core/metrics/valueFiles.ts';
import type { Artifact } from '../../src/core/model.ts';
import { parseDvcYaml } from '../../src/core/pointers/dvcYaml.ts';
import { dvcPath } from '../support/tools.ts';

const dvcYaml = `
params:
- top.json
metrics:
- eval/top-metrics.yaml
- gone.json
stages:
  train:
    cmd: "true"
    params:
    - train
    - conf.toml:
      - a.b
      - c
    - whole.yaml:
    - keyed.json:
      - deep.lr
    metrics:
    - metrics.json:
        cache: false
`;

/** Per file: the text of the old and of the new side; undefined = not there. */
const files: Readonly<Record<string, readonly [string | undefined, string | undefined]>> = {
	'dvc.yaml': [dvcYaml, dvcYaml],
	'sub/dvc.yaml': [
		'stages:\n  s:\n    cmd: "true"\n    params: [only.this]\n    metrics: [m.json: {cache: false}]\n',
		'stages:\n  s:\n    cmd: "true"\n    params: [only.this]\n    metrics: [m.json: {cache: false}]\n',
	],
	'sub/params.yaml': ['only: {this: 1, that: 1}\n', 'only: {this: 2, that: 2}\n'],
	'sub/m.json': ['{"a": 1}', '{"a": 2.5}'],
	'params.yaml': [
		'train: {lr: 0.1, on: true, l: [1, 2.0, x, null], when: 1e-7}\nuntracked: 1\nx: &x {p: 1}\ny: {<<: *x, q: 08}\n',
		'train: {lr: 1.0e-1, on: false, l: [1, 2, x, null], when: 1e-8}\nuntracked: 2\nx: &x {p: 2}\ny: {<<: *x, q: 8}\nz: {}\n',
	],
	'conf.toml': ['c = 1\nd = 1\n[a]\nb = 0.5\nz = 1\n', 'c = 2\nd = 2\n[a]\nb = [1, 2]\nz = 2\n'],
	'whole.yaml': ['- 1\n- 2\n', '- 1\n- 3\n'],
	'keyed.json': ['{"deep": {"lr": 1, "other": 1}}', '{"deep": {"other": 2}}'],
	'top.json': ['{"a.x": 1, "a": {"b": 2, "c": null}}', '{"a": {"b": 5, "c": "é\\u0007"}}'],
	'metrics.json': [
		'{"acc": 0.9, "n": 10, "list": [1], "none": null, "s": "x", "empty": {}, "big": 12345678901}',
		'{"acc": 0.30000000000000004, "n": 7, "list": [2], "none": 1, "s": "y", "nested": {"a": {"b": true}}, "big": 12345678901}',
	],
	'eval/top-metrics.yaml': [undefined, 'f1: .5\nlabel: ok\n'],
	'performance.json': ['{"not": 1}', '{"not": 2}'],
};

describe('metrics and params beside the real DVC', () => {
	let repo = '';
	let dvc = '';
	const run = (program: string, ...words: string[]): string =>
		execFileSync(program, words, { cwd: repo, encoding: 'utf8', stdio: 'pipe' });
	const git = (...words: string[]): string =>
		run('git', '-c', 'user.name=t', '-c', 'user.email=t@t', ...words);

	function commitSide(side: 0 | 1): void {
		for (const [path, texts] of Object.entries(files)) {
			const text = texts[side];
			mkdirSync(dirname(join(repo, path)), { recursive: true });
			if (text !== undefined) writeFileSync(join(repo, path), text);
		}
		git('add', '-A');
		git('commit', '-qm', `side ${side}`);
	}

	before(async function () {
		this.timeout(600_000);
		dvc = await dvcPath();
		repo = mkdtempSync(join(tmpdir(), 'tidemark-values-'));
		git('init', '-q');
		run(dvc, 'init', '-q');
		commitSide(0);
		commitSide(1);
	});
	after(() => rmSync(repo, { recursive: true, force: true }));

	function oursOf(side: 0 | 1): { metrics: ValueFile[]; params: ValueFile[] } {
		const there = Object.entries(files).filter(([, texts]) => texts[side] !== undefined);
		const artifacts = there.map(([path]) => ({ path, kind: 'other', system: 'git' }) as Artifact);
		const yamls = there
			.filter(([path]) => path.endsWith('dvc.yaml'))
			.map(([path, texts]) => parseDvcYaml(texts[side] ?? '', path));
		const chosen = valueFiles({ artifacts, broken: [] }, yamls);
		const load = (path: string, keys?: readonly string[]): ValueFile => ({
			path,
			keys,
			content: new TextEncoder().encode(files[path]?.[side]),
		});
		return {
			metrics: chosen.metrics.map((path) => load(path)),
			params: chosen.params.map(({ path, keys }) => load(path, keys)),
		};
	}

	for (const all of [false, true]) {
		const flags = all ? ['--all'] : [];
		it(`give the document of dvc metrics diff ${flags.join('')}`, async function () {
			this.timeout(60_000);
			const theirs = JSON.parse(run(dvc, 'metrics', 'diff', 'HEAD~1', 'HEAD', '--json', ...flags)) as unknown;
			const ours = await dvcMetricsDiff(oursOf(0).metrics, oursOf(1).metrics, { all });
			assert.deepEqual(ours.document, theirs);
		});

		it(`give the document of dvc params diff ${flags.join('')}`, async function () {
			this.timeout(60_000);
			const theirs = JSON.parse(run(dvc, 'params', 'diff', 'HEAD~1', 'HEAD', '--json', ...flags)) as unknown;
			const ours = await dvcParamsDiff(oursOf(0).params, oursOf(1).params, { all });
			assert.deepEqual(ours.document, theirs);
		});
	}
});
