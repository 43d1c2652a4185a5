import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
	dvcMetricsDiff,
	dvcParamsDiff,
	type ValueFile,
	valueChanges,
} from '../../../src/core/metrics/valueDiff.ts';
import { type Fixture, unpackFixture } from '../../support/fixtures.ts';

const file = (path: string, text: string, keys?: readonly string[]): ValueFile => ({
	path,
	content: new TextEncoder().encode(text),
	keys,
});

describe('values of the pipeline fixture', () => {
	let fixture: Fixture;
	before(async () => {
		fixture = await unpackFixture('pipeline');
	});
	after(() => fixture.dispose());

	const atTag = (tag: string, path: string): ValueFile[] => [
		file(path, execFileSync('git', ['show', `${tag}:${path}`], { cwd: fixture.repo, encoding: 'utf8' })),
	];
	const answer = (...words: string[]): unknown => {
		const run = fixture.expected.runs.find(({ argv }) => argv.join(' ') === `dvc ${words.join(' ')}`);
		assert.ok(run, words.join(' '));
		return run.json;
	};

	it('differ as dvc metrics diff says', async () => {
		const of = (a: string, b: string, all: boolean): Promise<unknown> =>
			dvcMetricsDiff(atTag(a, 'metrics.json'), atTag(b, 'metrics.json'), { all }).then(
				({ document }) => document,
			);
		assert.deepEqual(
			await of('exp-1', 'exp-3', false),
			answer('metrics', 'diff', 'exp-1', 'exp-3', '--json'),
		);
		assert.deepEqual(
			await of('exp-1', 'exp-2', true),
			answer('metrics', 'diff', 'exp-1', 'exp-2', '--json', '--all'),
		);
	});

	it('differ as dvc params diff says', async () => {
		const of = (all: boolean): Promise<unknown> =>
			dvcParamsDiff(atTag('exp-1', 'params.yaml'), atTag('exp-3', 'params.yaml'), { all }).then(
				({ document }) => document,
			);
		assert.deepEqual(await of(false), answer('params', 'diff', 'exp-1', 'exp-3', '--json'));
		assert.deepEqual(await of(true), answer('params', 'diff', 'exp-1', 'exp-3', '--json', '--all'));
	});
});

describe('values', () => {
	const params = async (a: string, b: string, path = 'p.json', keys?: readonly string[]): Promise<unknown> =>
		(await dvcParamsDiff([file(path, a, keys)], [file(path, b, keys)])).document;

	it('compare as Python does: 1 is 1.0 and True, booleans have a difference', async () => {
		assert.deepEqual(await params('{"a": 1, "b": 2}', '{"a": 1.0, "b": 2e0}'), {});
		assert.deepEqual(await params('{"a": true}', '{"a": 1}'), {});
		assert.deepEqual(await params('{"a": true}', '{"a": false}'), {
			'p.json': { a: { old: true, new: false, diff: -1 } },
		});
	});

	it('are exact beyond 2^53, as text where JSON could not hold them', async () => {
		assert.deepEqual(await params('{"a": 9007199254740993}', '{"a": 9007199254740992}'), {
			'p.json': { a: { old: '9007199254740993', new: '9007199254740992', diff: -1 } },
		});
	});

	it('keep NaN and Infinity as words', async () => {
		assert.deepEqual(await params('{"a": NaN}', '{"a": Infinity}'), {
			'p.json': { a: { old: 'NaN', new: 'Infinity', diff: 'NaN' } },
		});
	});

	it('keep names like __proto__ as data', async () => {
		const { document } = await dvcParamsDiff(
			[file('p.json', '{"__proto__": {"x": 1}, "constructor": 1}')],
			[file('p.json', '{"__proto__": {"x": 2}, "constructor": 2}')],
		);
		assert.deepEqual(Object.keys(document['p.json'] ?? {}), ['__proto__.x', 'constructor']);
		assert.equal(({} as Record<string, unknown>)['x'], undefined);
	});

	it('read TOML, integers and floats apart', async () => {
		assert.deepEqual(await params('[t]\nlr = 0.1\nl = [1, 2.0]\n', '[t]\nlr = 0.2\nl = [1, 2]\n', 'p.toml'), {
			'p.toml': {
				't.lr': { old: 0.1, new: 0.2, diff: 0.1 },
				't.l': { old: '[1, 2.0]', new: '[1, 2]' },
			},
		});
	});

	it('count only the keys a stage names, patterns too', async () => {
		const [a, b] = ['a: {b: 1, c: 1}\nd: 1\ne: {x1: 1, y: 1}\n', 'a: {b: 2, c: 2}\nd: 2\ne: {x1: 2, y: 2}\n'];
		assert.deepEqual(
			Object.keys(((await params(a, b, 'p.yaml', ['a.b', 'e.x*', 'no.such'])) as never)['p.yaml']),
			['a.b', 'e.x1'],
		);
	});

	it('name a file that cannot be read and count it as empty', async () => {
		const { document, errors } = await dvcMetricsDiff(
			[file('m.json', '{"a": 1')],
			[file('m.json', '{"a": 1}')],
		);
		assert.deepEqual(document, { 'm.json': { a: { old: null, new: 1 } } });
		assert.deepEqual(
			errors.map(({ code, file: path, line }) => ({ code, path, line })),
			[{ code: 'malformed', path: 'm.json', line: 1 }],
		);
	});

	it('come one by one for a table', async () => {
		const { document } = await dvcMetricsDiff(
			[file('m.json', '{"a": {"b": 1}}')],
			[file('m.json', '{"a": {"b": 3}, "c": "x"}')],
		);
		assert.deepEqual(valueChanges(document), [
			{ file: 'm.json', key: 'a.b', old: 1, new: 3, diff: 2 },
			{ file: 'm.json', key: 'c', old: undefined, new: 'x', diff: undefined },
		]);
	});
});
