import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Artifact } from '../../../src/core/model.ts';
import { fingerprint } from '../../../src/core/versions/fingerprint.ts';
import { artifact, entriesOf, md5 } from './artifacts.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const of = (...artifacts: Artifact[]): string => fingerprint({ artifacts, broken: [] }, sha256);

const data = artifact('data', md5(1, true), { kind: 'dataset', size: 29 });
const labels = artifact(
	'labels.json',
	{ algorithm: 'gitBlob', hash: 'b'.repeat(40) },
	{ kind: 'labels', system: 'git' },
);

describe('the fingerprint of a version', () => {
	it('is the hash of its sorted lines', () => {
		const lines = `data\0md5:${md5(1, true).hash}\u000029\nlabels.json\0gitBlob:${'b'.repeat(40)}\0\n`;
		assert.equal(of(labels, data), sha256(lines));
		assert.equal(of(data, labels), of(labels, data));
	});

	it('leaves out models, metrics and the rest', () => {
		for (const kind of ['model', 'metrics', 'params', 'plots', 'other'] as const) {
			assert.equal(of(data, artifact('x', md5(9), { kind })), of(data));
		}
	});

	it('changes with path, content, algorithm and size', () => {
		const { hash } = md5(1, true);
		const others = [
			artifact('data2', md5(1, true), { kind: 'dataset', size: 29 }),
			artifact('data', md5(2, true), { kind: 'dataset', size: 29 }),
			artifact('data', { algorithm: 'md5-dos2unix', hash }, { kind: 'dataset', size: 29 }),
			artifact('data', md5(1, true), { kind: 'dataset', size: 30 }),
		];
		assert.equal(new Set([data, ...others].map((one) => of(one))).size, 5);
	});

	it('is the same before and after a push that writes a versioned folder’s files into the pointer', () => {
		const entries = entriesOf(new Map([['x', 1]]));
		const pushed = artifact('data', undefined, { kind: 'dataset', size: 29, isFolder: true, entries });
		const id = fingerprint({ artifacts: [pushed], broken: [] }, sha256, () => md5(1, true));
		assert.equal(id, of(data));
	});
});
