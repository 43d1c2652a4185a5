import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Version } from '../../../src/core/model.ts';
import { groupVersions } from '../../../src/core/versions/groups.ts';
import { orderVersions } from '../../../src/core/versions/order.ts';
import { parseReleaseName } from '../../../src/core/versions/releaseName.ts';

function version(name: string, time: number): Version {
	const commit = 'c'.repeat(40);
	const release = parseReleaseName(name);
	return { name, commit, time, commitTime: time, author: 'Ada', message: '', annotated: true, release };
}

function ordered(tags: readonly (readonly [string, number])[]): string[] {
	return orderVersions(tags.map(([name, time]) => version(name, time))).map(({ name }) => name);
}

const tagName = fc.oneof(
	fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => `v${a}.${b}.0`),
	fc.tuple(fc.constantFrom('cat', 'dog'), fc.nat(12)).map(([name, n]) => `${name}@v${n}.0.0`),
	fc.tuple(fc.constantFrom('cat', 'dog'), fc.nat(12)).map(([name, n]) => `${name}#prod#${n}`),
	fc.constantFrom('exp-1', 'exp-2', 'data', 'v1', 'v1.0'),
);
const tags = fc.uniqueArray(fc.tuple(tagName, fc.nat(5)), { selector: ([name]) => name, maxLength: 25 });

describe('the order of versions', () => {
	it('puts semantic versions newest first by number, not by time or text', () => {
		const order = ordered([
			['v1.2.0', 5],
			['v1.10.0', 1],
			['v1.10.0-rc.1', 9],
			['v2.0', 2],
		]);
		assert.deepEqual(order, ['v2.0', 'v1.10.0', 'v1.10.0-rc.1', 'v1.2.0']);
	});

	it('puts other names by time, each group of a name where its newest is', () => {
		const order = ordered([
			['exp-2', 20],
			['cat@v1.0.0', 10],
			['exp-1', 15],
			['cat@v1.1.0', 5],
			['cat#prod#2', 30],
			['cat#prod#1', 1],
			['v1.0.0', 17],
		]);
		assert.deepEqual(order, [
			'cat@v1.1.0',
			'cat@v1.0.0',
			'cat#prod#2',
			'cat#prod#1',
			'exp-2',
			'v1.0.0',
			'exp-1',
		]);
	});

	it('does not depend on the order given, and loses nothing', () => {
		fc.assert(
			fc.property(tags, fc.func(fc.nat(99)), (list, shuffle) => {
				const order = ordered(list);
				assert.deepEqual(ordered([...list].sort((a, b) => shuffle(a[0]) - shuffle(b[0]))), order);
				assert.deepEqual([...order].sort(), list.map(([name]) => name).sort());
			}),
		);
	});

	it('is the same when some versions are taken away that are not their name’s newest', () => {
		fc.assert(
			fc.property(tags, (list) => {
				const same = list.map(([name]): [string, number] => [name, 1]);
				const order = ordered(same);
				const half = same.filter((_, index) => index % 2 === 0);
				const kept = new Set(half.map(([name]) => name));
				assert.deepEqual(
					ordered(half),
					order.filter((name) => kept.has(name)),
				);
			}),
		);
	});
});

describe('grouping registry tags', () => {
	it('puts them under their artifact where its first one stands, in order', () => {
		const list = ['exp-2', 'cat@v1.1.0', 'cat#prod#2', 'v1.0.0', 'dog@v0.1.0', 'cat@v1.0.0'];
		const rows = groupVersions(list.map((name) => version(name, 1)));
		const shown = rows.map((row) =>
			row.type === 'version' ? row.version.name : [row.artifact, row.versions.map(({ name }) => name)],
		);
		assert.deepEqual(shown, [
			'exp-2',
			['cat', ['cat@v1.1.0', 'cat#prod#2', 'cat@v1.0.0']],
			'v1.0.0',
			['dog', ['dog@v0.1.0']],
		]);
	});
});
