import assert from 'node:assert/strict';
import {
	changedPaths,
	mergeStatuses,
	summarizeUnpushed,
} from '../../../src/extension/projects/mergeStatuses.ts';
import { addSummaries, statusText } from '../../../src/extension/status/statusText.ts';
import { artifact, status, wording as w } from './samples.ts';

const asked = status('a', { remote: 'unpushed', unpushedObjects: 2, checkedAt: 5, remoteName: 'storage' });
const notAsked = status('a', { remote: 'unknown', reason: 'not asked' });

describe('statuses', () => {
	it('keep what a remote said while the content is the same', () => {
		const merged = mergeStatuses(new Map([['a', asked]]), [{ ...notAsked, local: 'modified' }]).get('a');
		assert.equal(merged?.remote, 'unpushed');
		assert.equal(merged?.local, 'modified');
		assert.equal(merged?.checkedAt, 5);
	});

	it('are unknown again when the pointer names other content', () => {
		const other = artifact('a', { object: { algorithm: 'md5', hash: '1'.repeat(32) } });
		const merged = mergeStatuses(new Map([['a', asked]]), [{ ...notAsked, artifact: other }]);
		assert.equal(merged.get('a')?.remote, 'unknown');
	});

	it('name the paths that look different', () => {
		const old = new Map([
			['a', asked],
			['b', status('b')],
			['c', status('c')],
		]);
		const fresh = new Map([
			['a', status('a')],
			['b', status('b')],
			['d', status('d')],
		]);
		assert.deepEqual([...changedPaths(old, fresh)].sort(), ['a', 'c', 'd']);
	});

	it('are summed up: never an all-clear while one remote was not asked', () => {
		const summary = summarizeUnpushed([
			asked,
			status('b', { checkedAt: 9 }),
			status('c', { remote: 'never' }),
		]);
		assert.deepEqual(summary, { unpushed: 1, unknown: 0, uploadable: 2, checkedAt: 5 });
		assert.equal(summarizeUnpushed([asked, notAsked]).checkedAt, undefined);
	});
});

describe('the status bar', () => {
	const summary = { unpushed: 0, unknown: 0, uploadable: 3, checkedAt: w.now };

	it('is hidden where nothing is to be uploaded', () => {
		assert.equal(statusText(w, { ...summary, uploadable: 0 }, true), undefined);
		assert.equal(statusText(w, addSummaries([]), true), undefined);
	});

	it('warns for a definite miss only, and only if wished', () => {
		const miss = statusText(w, { ...summary, unpushed: 3 }, true);
		assert.equal(miss?.text, '⇡ 3 unpushed');
		assert.equal(miss?.warns, true);
		assert.equal(statusText(w, { ...summary, unpushed: 3 }, false)?.warns, false);
		assert.equal(statusText(w, { ...summary, unknown: 1 }, true)?.warns, false);
	});

	it('says unknown rather than up to date', () => {
		assert.equal(statusText(w, { ...summary, unknown: 1 }, true)?.text, '$(question) unpushed: not checked');
		assert.equal(statusText(w, summary, true)?.text, '$(cloud) up to date');
	});

	it('adds up several repositories', () => {
		const sum = addSummaries([summary, { unpushed: 1, unknown: 2, uploadable: 4, checkedAt: undefined }]);
		assert.deepEqual(sum, { unpushed: 1, unknown: 2, uploadable: 7, checkedAt: undefined });
	});
});
