import assert from 'node:assert/strict';
import { valueFiles } from '../../../src/core/metrics/valueFiles.ts';
import type { Artifact, ArtifactKind, PointerSystem, Snapshot } from '../../../src/core/model.ts';
import { parseDvcYaml } from '../../../src/core/pointers/dvcYaml.ts';

const artifact = (path: string, kind: ArtifactKind, system: PointerSystem = 'git'): Artifact => ({
	path,
	kind,
	system,
	pointerFile: path,
	object: undefined,
	isFolder: false,
	isExecutable: false,
	size: undefined,
	fileCount: undefined,
	push: false,
	cached: false,
	projectRoot: '',
});
const snapshot = (...artifacts: Artifact[]): Snapshot => ({ artifacts, broken: [] });
const files = snapshot(
	artifact('metrics.json', 'metrics'),
	artifact('eval/performance.json', 'metrics'),
	artifact('scores.json', 'metrics', 'dvc'),
	artifact('params.yaml', 'params'),
	artifact('params.json', 'params'),
	artifact('conf.yaml', 'other'),
	artifact('labels.json', 'labels'),
);

describe('Metrics and params files', () => {
	it('are those whose name says it where there is no dvc.yaml', () => {
		assert.deepEqual(valueFiles(files, []), {
			metrics: ['metrics.json', 'eval/performance.json', 'scores.json'],
			params: [
				{ path: 'params.yaml', keys: [] },
				{ path: 'params.json', keys: [] },
			],
		});
	});

	it('are those DVC takes where there is one: params.yaml whole, others by the keys that stages name', () => {
		const stages = [
			'stages:',
			'  a: {cmd: x, params: [lr, {conf.yaml: [a, b.c]}], metrics: [scores.json: {cache: false}]}',
			'  b: {cmd: x, params: [{conf.yaml: [b.c, d]}, gone.yaml: ]}',
		].join('\n');
		assert.deepEqual(valueFiles(files, [parseDvcYaml(stages, 'dvc.yaml')]), {
			metrics: ['scores.json'],
			params: [
				{ path: 'params.yaml', keys: [] },
				{ path: 'conf.yaml', keys: ['a', 'b.c', 'd'] },
			],
		});
	});

	it('may lie in a folder that is one artifact', () => {
		const folder = { ...artifact('eval', 'other', 'dvc'), isFolder: true };
		const yaml = parseDvcYaml('metrics: [eval/metrics.json, gone/metrics.json]', 'dvc.yaml');
		assert.deepEqual(valueFiles(snapshot(folder), [yaml]).metrics, ['eval/metrics.json']);
	});
});
