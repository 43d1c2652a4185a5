import assert from 'node:assert/strict';
import type { ArtifactKind } from '../../../src/core/model.ts';
import { classified, classifyByName } from '../../../src/core/versions/kind.ts';
import { plainKind, sniffLabels } from '../../../src/core/versions/plainFiles.ts';
import { artifact, md5 } from './artifacts.ts';

const files: readonly [path: string, kind: ArtifactKind, format: string | undefined][] = [
	['model.onnx', 'model', 'ONNX'],
	['weights/best.PT', 'model', 'PyTorch'],
	['model.bin', 'model', 'Binary'],
	['models/readme.md', 'other', 'Markdown'],
	['labels/img1.png', 'dataset', 'PNG'],
	['labels/img1.txt', 'labels', 'Text'],
	['data/train_labels.csv', 'labels', 'CSV'],
	['annotations/instances_val2017.json', 'labels', 'COCO'],
	['coco.json', 'labels', 'COCO'],
	['metrics.json', 'metrics', 'JSON'],
	['metrics.csv', 'dataset', 'CSV'],
	['params.yaml', 'params', 'YAML'],
	['data.parquet', 'dataset', 'Parquet'],
	['script.sh', 'other', undefined],
	['noextension', 'other', undefined],
];
const folders: readonly [path: string, kind: ArtifactKind][] = [
	['data', 'dataset'],
	['whatever', 'dataset'],
	['data/labels', 'labels'],
	['ann', 'labels'],
	['coco', 'dataset'],
	['checkpoints', 'model'],
	['plots', 'plots'],
];

describe('kind and format by name', () => {
	for (const [path, kind, format] of files) {
		it(`${path} is ${kind}`, () => {
			assert.deepEqual(classifyByName({ path, isFolder: false }), { kind, format });
		});
	}
	for (const [path, kind] of folders) {
		it(`${path}/ is ${kind}`, () => assert.equal(classifyByName({ path, isFolder: true }).kind, kind));
	}

	it('comes after what the pointer says, and then what dvc.yaml says', () => {
		const model = artifact('labels.json', md5(1), { kind: 'model' });
		assert.equal(classified(model, 'metrics').kind, 'model');
		assert.equal(classified(artifact('labels.json', md5(1)), 'metrics').kind, 'metrics');
		assert.equal(classified(artifact('labels.json', md5(1))).kind, 'labels');
	});
});

describe('files in plain git', () => {
	it('count by whole name for metrics and params, by a hint for labels, never when hidden', () => {
		const kinds = {
			'metrics.json': 'metrics',
			'eval/performance.json': 'metrics',
			'params.yaml': 'params',
			'conf/params.json': 'params',
			'labels.json': 'labels',
			'annotations/a.jsonl': 'labels',
			'my_metrics.json': undefined,
			'package.json': undefined,
			'.github/labels.json': undefined,
			'labels.csv': undefined,
		};
		for (const [path, kind] of Object.entries(kinds)) assert.equal(plainKind(path), kind, path);
	});

	it('are label files when they hold records', () => {
		const sniff = (text: string) => sniffLabels(Buffer.from(text));
		assert.equal(sniff('{"images": [], "annotations": [], "categories": []}'), 'COCO');
		assert.equal(sniff('{"img1": {"class": "cat"}}'), 'JSON');
		assert.equal(sniff('[{"id": 1}]'), 'JSON');
		assert.equal(sniff('{"id": 1}\n{"id": 2}\n'), 'JSON Lines');
		for (const none of ['', '[]', '{}', '[1, 2]', 'text', '"text"', '3'])
			assert.equal(sniff(none), undefined, none);
	});
});
