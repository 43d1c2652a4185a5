import assert from 'node:assert/strict';
import { artifactsOfDvcLock, matchesTemplate, parseDvcLock } from '../../../src/core/pointers/dvcLock.ts';
import { parseDvcYaml } from '../../../src/core/pointers/dvcYaml.ts';
import { errorOf } from './errorOf.ts';

const md5 = 'd3e02e2ec76f6957d56b0b65efffab60';

const lock = parseDvcLock(
	`schema: '2.0'
stages:
  prepare:
    cmd: python3 prepare.py
    deps:
    - path: prepare.py
      md5: ${md5}
    params:
      params.yaml:
        prepare.seed: 1
        'odd: key': [1, {a: b}]
    outs:
    - path: prepared
      hash: md5
      md5: ${md5}.dir
      size: 12
      nfiles: 3
  train@small:
    cmd: c
    outs:
    - path: metrics.json
      hash: md5
      md5: ${md5}
      size: 2
    - path: out/small.bin
      hash: md5
      md5: ${md5}
      size: 2
`,
	'p/dvc.lock',
);

const dvcYaml = parseDvcYaml(
	`vars:
- dir: out
stages:
  prepare:
    wdir: work
    cmd: x
    params: [seed, other.yaml: [a]]
    outs:
    - prepared:
        desc: cleaned
        push: false
        remote: second
  train:
    matrix: {size: [small]}
    cmd: x
    metrics:
    - metrics.json:
        cache: false
    outs:
    - \${dir}/\${item.size}.bin
metrics:
- top.json
plots:
- loss.csv:
    x: step
- Title:
    y:
      curve.csv: [loss]
artifacts:
  net:
    path: out/small.bin
    type: model
`,
	'p/dvc.yaml',
);

/** A placeholder of dvc.yaml: `${name}`. */
function slot(name: string): string {
	return `$\{${name}}`;
}

describe('dvc.lock', () => {
	it('gives the outs their place, content and flags', () => {
		const [prepared, metrics, model] = artifactsOfDvcLock(lock, dvcYaml, 'p/dvc.lock', 'p');
		assert.deepEqual(
			[
				prepared?.path,
				prepared?.stage,
				prepared?.fileCount,
				prepared?.push,
				prepared?.remote,
				prepared?.description,
			],
			['p/work/prepared', 'prepare', 3, false, 'second', 'cleaned'],
		);
		assert.deepEqual([metrics?.path, metrics?.kind, metrics?.cached], ['p/metrics.json', 'metrics', false]);
		assert.deepEqual([model?.path, model?.kind, model?.cached], ['p/out/small.bin', 'model', true]);
	});

	it('BAD-28: is read without dvc.yaml', () => {
		assert.deepEqual(
			artifactsOfDvcLock(lock, undefined, 'p/dvc.lock').map((artifact) => artifact.path),
			['p/prepared', 'p/metrics.json', 'p/out/small.bin'],
		);
	});

	it('is read in the first schema, and refused in an unknown one', () => {
		const old = parseDvcLock(`a:\n  cmd: x\n  outs:\n  - path: f\n    md5: ${md5}\n`, 'dvc.lock');
		assert.equal(old.stages[0]?.outs[0]?.object?.algorithm, 'md5-dos2unix');
		assert.equal(errorOf(() => parseDvcLock("schema: '9.0'\nstages: {}\n", 'dvc.lock')).field, 'schema');
		assert.deepEqual(parseDvcLock('', 'dvc.lock').stages, []);
	});

	it('names the stage and out of a fault', () => {
		const error = errorOf(() =>
			parseDvcLock(`schema: '2.0'\nstages:\n  a:\n    outs:\n    - path: f\n      md5: zz\n`, 'dvc.lock'),
		);
		assert.deepEqual([error.field, error.line], ['stages.a.outs[0].md5', 6]);
	});

	it('leaves out a stage that runs in a templated folder', () => {
		const templated = parseDvcYaml(`stages:\n  prepare:\n    wdir: ${slot('x')}\n    cmd: c\n`, 'dvc.yaml');
		assert.deepEqual(
			artifactsOfDvcLock(lock, templated, 'dvc.lock').map((artifact) => artifact.stage),
			['train@small', 'train@small'],
		);
	});
});

describe('dvc.yaml', () => {
	it('lists metrics, params, plots and artifacts, and leaves templated paths to the lock', () => {
		assert.deepEqual(dvcYaml.metrics, ['p/top.json', 'p/metrics.json']);
		assert.deepEqual(dvcYaml.params, ['p/work/params.yaml', 'p/work/other.yaml']);
		assert.deepEqual(dvcYaml.plots, ['p/loss.csv', 'p/curve.csv']);
		assert.deepEqual(dvcYaml.artifacts, [
			{ name: 'net', path: 'p/out/small.bin', type: 'model', description: undefined },
		]);
	});

	it('matches templates in time that does not explode', () => {
		assert.equal(matchesTemplate(`out/${slot('a')}-${slot('b')}.bin`, 'out/x-y.bin'), true);
		assert.equal(matchesTemplate(`out/${slot('a')}-${slot('b')}.bin`, 'out/xy.bin'), false);
		assert.equal(matchesTemplate(slot('a'), 'anything'), true);
		assert.equal(matchesTemplate(`${`${slot('a')}x`.repeat(500)}y`, 'x'.repeat(5000)), false);
	});
});
