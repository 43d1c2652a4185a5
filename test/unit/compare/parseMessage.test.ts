import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ToHost } from '../../../src/core/compare/messages.ts';
import { parseToHost, parseToView } from '../../../src/core/compare/parseMessage.ts';

const valid: readonly ToHost[] = [
	{ type: 'ready' },
	{ type: 'cancel' },
	{ type: 'pick', which: 'b' },
	{ type: 'openFile', list: 'code', id: 3, how: 'diff' },
	{ type: 'compareLabels', file: 0, key: 'uuid' },
	{ type: 'compareLabels', file: 0, key: undefined },
	{ type: 'overview', request: 1, list: 'files', text: 'png' },
	{ type: 'fileRows', request: 2, list: 'files', text: '', start: 0, count: 100 },
	{
		type: 'rows',
		request: 3,
		file: 1,
		query: { kinds: ['added'], classes: ['car'], text: 'x', start: 5, count: 100 },
	},
	{ type: 'record', request: 4, file: 0, index: 9 },
	{ type: 'image', request: 5, file: 0, index: 9 },
];

const invalid: readonly unknown[] = [
	undefined,
	null,
	'ready',
	[],
	{},
	{ type: 'readyx' },
	{ type: '__proto__' },
	{ type: 'pick', which: 'c' },
	{ type: 'openFile', list: 'files', id: -1, how: 'diff' },
	{ type: 'openFile', list: 'files', id: 0.5, how: 'diff' },
	{ type: 'openFile', list: 'files', id: 0, how: 'delete' },
	{ type: 'openFile', list: '../files', id: 0, how: 'diff' },
	{ type: 'compareLabels', file: 0, key: 'k'.repeat(1001) },
	{ type: 'compareLabels', file: 0, key: 7 },
	{ type: 'record', file: 0, index: 9 },
	{ type: 'record', request: 4, file: 0, index: Number.MAX_SAFE_INTEGER + 1 },
	{ type: 'fileRows', request: 2, list: 'files', text: '', start: 0, count: 1001 },
	{ type: 'rows', request: 3, file: 1, query: { start: 0, count: 100, kinds: ['moved'] } },
	{ type: 'rows', request: 3, file: 1, query: { start: 0, count: 100, classes: 'car' } },
	{ type: 'rows', request: 3, file: 1, query: { start: 0, count: 1e9 } },
	{ type: 'rows', request: 3, file: 1 },
];

describe('parseToHost', () => {
	for (const message of valid) {
		it(`takes ${JSON.stringify(message)}`, () => assert.deepEqual(parseToHost(message), message));
	}

	for (const message of invalid) {
		it(`drops ${JSON.stringify(message)?.slice(0, 100)}`, () =>
			assert.equal(parseToHost(message), undefined));
	}

	it('leaves out fields that are not part of a message', () => {
		assert.deepEqual(parseToHost({ type: 'ready', path: '/etc/passwd' }), { type: 'ready' });
	});

	it('never throws, whatever it gets', () => {
		fc.assert(fc.property(fc.anything(), (value) => void parseToHost(value)));
	});
});

describe('parseToView', () => {
	it('takes known types only', () => {
		assert.deepEqual(parseToView({ type: 'copied' }), { type: 'copied' });
		assert.equal(parseToView({ type: 'eval' }), undefined);
		assert.equal(parseToView('copied'), undefined);
	});
});
