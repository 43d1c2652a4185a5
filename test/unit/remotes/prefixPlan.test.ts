import assert from 'node:assert/strict';
import { groupByShard, planExistence, shardOf } from '../../../src/platform/remotes/prefixPlan.ts';

describe('planExistence', () => {
	it('asks for each of a few keys on a huge remote', () => {
		assert.equal(planExistence(40, 37, 50_000), 'ask each');
	});

	it('lists all of a small remote', () => {
		assert.equal(planExistence(500, 220, 2), 'list all');
		assert.equal(planExistence(100, 80, 0), 'list all');
	});

	it('lists folders where many keys are spread over a big remote', () => {
		assert.equal(planExistence(100_000, 256, 4000), 'list shards');
	});
});

describe('groupByShard', () => {
	it('groups keys by their folder', () => {
		const groups = groupByShard(['files/md5/ab/1', 'files/md5/ab/2', 'cd/3', 'x']);
		assert.deepEqual(
			[...groups],
			[
				['files/md5/ab/', ['files/md5/ab/1', 'files/md5/ab/2']],
				['cd/', ['cd/3']],
				['', ['x']],
			],
		);
		assert.equal(shardOf('files/md5/'.slice(0, -1)), 'files/');
	});
});
