import assert from 'node:assert/strict';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { TransferResult } from '../../../src/core/ports.ts';
import { checkoutSummary } from '../../../src/extension/commands/checkoutSummary.ts';
import { olderFirst, versionBefore } from '../../../src/extension/commands/compareOrder.ts';
import { dvcGetCommand } from '../../../src/extension/commands/dvcCommand.ts';
import { trackQuestion } from '../../../src/extension/commands/trackTexts.ts';
import { transferSummary } from '../../../src/extension/commands/transferSummary.ts';
import { consentQuestion } from '../../../src/extension/consent/consentQuestion.ts';
import { fetchError } from '../../../src/extension/documents/fetchError.ts';
import { unansweredText } from '../../../src/extension/status/unansweredText.ts';
import { artifact, status, version, wording as w } from './samples.ts';

const workTree = { name: 'Work tree', side: { type: 'workspace' } } as const;
const tag = (name: string) => ({ name, side: { type: 'commit', commit: 'c'.repeat(40) } }) as const;

describe('comparing', () => {
	const versions = ['v3', 'v2', 'v1'].map((name) => version(name));

	it('puts the older side left, however they were picked', () => {
		for (const [a, b] of [
			[tag('v1'), tag('v3')],
			[tag('v3'), tag('v1')],
		] as const) {
			assert.deepEqual(
				olderFirst(versions, a, b).map(({ name }) => name),
				['v1', 'v3'],
			);
		}
		assert.deepEqual(olderFirst(versions, workTree, tag('v1'))[1], workTree);
	});

	it('offers the version before', () => {
		assert.equal(versionBefore(versions, tag('v3'))?.name, 'v2');
		assert.equal(versionBefore(versions, tag('v1')), undefined);
		assert.equal(versionBefore(versions, workTree)?.name, 'v3');
	});
});

describe('what commands say', () => {
	const object = { algorithm: 'md5', hash: '1'.repeat(32) } as const;

	it('sums up a transfer, failures with the first reason', () => {
		const results = [
			{ path: 'a', object, outcome: 'done', bytes: 1024 },
			{ path: 'b', object, outcome: 'skipped', bytes: 0 },
			{ path: 'c', object, outcome: 'failed', reason: '403 (AccessDenied)', bytes: 0 },
		] as const;
		assert.equal(
			transferSummary(w, { results, bytes: 1024, seconds: 1 }, 'push'),
			'Pushed 1 object, 1.0 KiB. 1 was on the remote already. 1 failed, the first: c: 403 (AccessDenied)',
		);
		assert.equal(transferSummary(w, { results: [], bytes: 0, seconds: 0 }, 'fetch'), 'Nothing was fetched.');
	});

	it('never says of what git carries that it is on the remote', () => {
		const reason = 'Git LFS uploads it when you run git push.';
		const leftOut = { path: 'a.bin', object, outcome: 'skipped', reason, bytes: 0 } as const;
		const there = { path: 'b', object, outcome: 'skipped', bytes: 0 } as const;
		const summary = (...results: TransferResult[]) =>
			transferSummary(w, { results, bytes: 0, seconds: 0 }, 'push');
		assert.equal(summary(leftOut, leftOut), `Nothing was pushed. a.bin: ${reason}`);
		assert.equal(summary(leftOut, there), 'Nothing was pushed. 1 was on the remote already.');
	});

	it('tells who asked of remotes that gave no answer, with the first reason', () => {
		const silent = status('a', { remote: 'unknown', reason: '403' });
		assert.equal(unansweredText(w, [status('b'), silent, silent]), 'No answer for 2 artifacts: 403');
		assert.equal(unansweredText(w, [status('b')]), undefined);
	});

	it('sums up a checkout', () => {
		const report = { added: ['a', 'b'], replaced: ['c'], removed: [], failed: [] };
		assert.equal(checkoutSummary(w, report), '2 files added, 1 file replaced.');
	});

	it('asks before it makes a .dvc folder', () => {
		const paths = [{ path: 'data', isFolder: true, files: 3, bytes: 2048 }];
		const question = trackQuestion(w, { paths, initialises: true });
		assert.equal(question.message, 'Track data (3 files, 2.0 KiB)?');
		assert.match(question.detail, /no \.dvc folder yet/u);
		assert.match(question.detail, /data\.dvc/u);
	});

	it('names remote, place, endpoint, identity and access before storage is contacted', () => {
		const { message, detail } = consentQuestion(w.t, {
			remoteName: 'storage',
			url: 's3://team/data',
			endpoint: 'http://evil.example:9000',
			identity: 'profile dev',
			access: 'write',
		});
		for (const part of [
			'storage',
			's3://team/data',
			'http://evil.example:9000',
			'profile dev',
			'read and add',
		]) {
			assert.ok(`${message}\n${detail}`.includes(part), part);
		}
	});

	it('names file and version when a fetch fails, and keeps the rest of the error', () => {
		const cause = new TidemarkError('denied', 's3://team/data answered 403.', { next: 'Choose a profile.' });
		const error = fetchError(w.t, cause, 'labels.json', 'v1.1.0');
		assert.ok(TidemarkError.is(error, 'denied'));
		assert.equal(
			error.describe(),
			'Could not fetch labels.json of v1.1.0: s3://team/data answered 403. Choose a profile.',
		);
		const stopped = new TidemarkError('cancelled', 'Cancelled.');
		assert.equal(fetchError(w.t, stopped, 'a', 'v1'), stopped);
	});

	it('quotes paths for a shell', () => {
		const named = artifact("it's here");
		assert.equal(dvcGetCommand(workTree, named.path, named), "dvc pull 'it'\\''s here'");
		assert.equal(
			dvcGetCommand(tag('v1'), 'data/a.png', artifact('data')),
			`dvc get . data/a.png --rev ${'c'.repeat(40)}`,
		);
		assert.equal(dvcGetCommand(workTree, '--force', named), 'dvc pull ./--force');
	});
});
