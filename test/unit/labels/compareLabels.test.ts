import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import { type CompareLabelsOptions, compareLabels } from '../../../src/core/labels/compareLabels.ts';
import type { LabelResult } from '../../../src/core/labels/labelResult.ts';
import { sourceOfBytes } from '../../../src/core/labels/source.ts';
import { Dice, records, spell, values } from './spelling.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function compare(old: string, other: string, options: CompareLabelsOptions = {}): LabelResult {
	return compareLabels(
		sourceOfBytes('old.json', encode(old)),
		sourceOfBytes('new.json', encode(other)),
		options,
	);
}

const json = (value: unknown): string => JSON.stringify(value);
const keysOf = (result: LabelResult, kind: 'added' | 'removed' | 'changed'): string[] =>
	result.rows({ kinds: [kind], start: 0, count: 1e6 }).rows.map(({ key }) => key);

/** An edit of a list of records with ids: what becomes of each, and what is new. */
const edits = fc.record({
	old: fc.array(records, { minLength: 1, maxLength: 15 }),
	fate: fc.array(fc.constantFrom('keep', 'keep', 'change', 'remove'), { minLength: 15, maxLength: 15 }),
	fresh: fc.array(records, { maxLength: 4 }),
	value: values,
	seed: fc.nat(),
});

describe('Comparing labels', () => {
	it('sees no change in any other spelling, order or indentation', () => {
		const check = fc.property(fc.array(records, { maxLength: 12 }), fc.nat(), (list, seed) => {
			const dice = new Dice(seed);
			const numbered = list.map((record, at) => ({ ...record, id: at + 1 }));
			const documents = [
				(): string => spell(dice.shuffle(numbered), dice),
				(): string => spell(Object.fromEntries(list.map((record, at) => [`image ${at}.png`, record])), dice),
				(): string =>
					spell({ info: { x: 1 }, images: [], annotations: dice.shuffle(numbered), categories: [] }, dice),
			];
			for (const document of documents) {
				const { summary } = compare(document(), document());
				const { added, removed, changed, unchanged, moved } = summary;
				assert.deepEqual({ added, removed, changed, moved }, { added: 0, removed: 0, changed: 0, moved: 0 });
				assert.equal(unchanged, list.length);
				assert.deepEqual(summary.warnings, []);
			}
		});
		fc.assert(check, { numRuns: 150 });
	});

	it('sees exactly the edits that were made, in every layout', () => {
		const check = fc.property(edits, ({ old, fate, fresh, value, seed }) => {
			const dice = new Dice(seed);
			const before = new Map(old.map((record, at) => [at + 1, record]));
			const after = new Map<number, Record<string, unknown>>();
			const truth = { added: [] as number[], removed: [] as number[], changed: [] as number[] };
			for (const [id, record] of before) {
				if (fate[id - 1] === 'remove') truth.removed.push(id);
				else if (fate[id - 1] === 'change') {
					truth.changed.push(id);
					after.set(id, { ...record, edited: value });
				} else after.set(id, record);
			}
			fresh.forEach((record, at) => {
				truth.added.push(1000 + at);
				after.set(1000 + at, { ...record, fresh: at });
			});
			const listed = (side: Map<number, object>): object[] =>
				[...side].map(([id, record]) => ({ ...record, id }));
			const pairs = [
				[spell(listed(before), dice), spell(dice.shuffle(listed(after)), dice)],
				[
					spell({ annotations: listed(before) }, dice),
					spell({ annotations: dice.shuffle(listed(after)) }, dice),
				],
				[spell(Object.fromEntries(before), dice), spell(Object.fromEntries(after), dice)],
			] as const;
			for (const [a, b] of pairs) {
				const result = compare(a, b, a.startsWith('[') ? { key: 'id' } : {});
				for (const kind of ['added', 'removed', 'changed'] as const)
					assert.deepEqual(
						keysOf(result, kind)
							.map(Number)
							.sort((x, y) => x - y),
						truth[kind],
					);
				assert.equal(result.summary.unchanged, before.size - truth.removed.length - truth.changed.length);
				assert.deepEqual(
					result.summary.fields,
					truth.changed.length === 0 ? {} : { edited: truth.changed.length },
				);
			}
		});
		fc.assert(check, { numRuns: 150 });
	});

	it('counts classes, overlap and fields of changed, added and removed records', () => {
		const old = {
			a: { label: 'cat', bbox: [0, 0, 10, 10] },
			b: { label: 'cat', bbox: [0, 0, 10, 10] },
			c: { label: 'dog', bbox: [5, 5, 2, 2] },
			d: { label: 'dog' },
		};
		const other = {
			a: { label: 'dog', bbox: [0, 0, 10, 10] },
			b: { label: 'cat', bbox: [5, 0, 10, 10] },
			d: { label: 'dog' },
			e: { label: 'bird', bbox: [1, 1, 1, 1] },
		};
		const result = compare(json(old), json(other));
		const { sample, warnings, ...summary } = result.summary;
		assert.deepEqual(summary, {
			format: 'map',
			key: '(property name)',
			records: [4, 4],
			added: 1,
			removed: 1,
			changed: 2,
			unchanged: 1,
			moved: 0,
			fields: { label: 1, bbox: 1 },
			classes: {
				dog: { a: 2, b: 2, added: 0, removed: 1, changed: 1 },
				cat: { a: 2, b: 1, added: 0, removed: 0, changed: 2 },
				bird: { a: 0, b: 1, added: 1, removed: 0, changed: 0 },
			},
			iou: [0, 0, 0, 1, 0, 0, 0, 0, 0, 1],
			images: undefined,
		});
		assert.deepEqual(warnings, []);
		assert.deepEqual(
			sample.map(({ index, kind, key }) => [index, kind, key]),
			[
				[0, 'changed', 'a'],
				[1, 'changed', 'b'],
				[2, 'added', 'e'],
				[3, 'removed', 'c'],
			],
		);
		assert.deepEqual(result.record(1), {
			index: 1,
			kind: 'changed',
			key: 'b',
			oldClass: 'cat',
			newClass: 'cat',
			fields: ['bbox'],
			iou: Math.fround(50 / 150),
			target: 'b',
			changes: [{ field: 'bbox', old: [0, 0, 10, 10], new: [5, 0, 10, 10] }],
			oldBox: [0, 0, 10, 10],
			newBox: [5, 0, 10, 10],
			old: old.b,
			new: other.b,
		});
	});

	it('filters rows by kind, class and text, and pages them', () => {
		const record = (label: string, v: number): object => ({ label, v });
		const list = (shift: number): object =>
			Object.fromEntries(
				Array.from({ length: 60 }, (_, at) => [
					`img_${at}.png`,
					record(['cat', 'dog'][at % 2] ?? '', at % 3 === 0 ? at + shift : at),
				]),
			);
		const result = compare(json(list(0)), json({ ...list(1), 'new.png': record('bird', 1) }));
		assert.equal(result.summary.changed, 20);
		const ask = (query: object): readonly [number, readonly string[]] => {
			const { total, rows } = result.rows({ start: 0, count: 3, ...query });
			return [total, rows.map(({ key }) => key)];
		};
		assert.deepEqual(ask({}), [21, ['img_0.png', 'img_3.png', 'img_6.png']]);
		assert.deepEqual(ask({ start: 19 }), [21, ['img_57.png', 'new.png']]);
		assert.deepEqual(ask({ kinds: ['added', 'removed'] }), [1, ['new.png']]);
		assert.deepEqual(ask({ classes: ['dog'] }), [10, ['img_3.png', 'img_9.png', 'img_15.png']]);
		assert.deepEqual(ask({ classes: ['bird', 'no'] }), [1, ['new.png']]);
		assert.deepEqual(ask({ text: 'IMG_1' }), [3, ['img_12.png', 'img_15.png', 'img_18.png']]);
		assert.deepEqual(ask({ text: 'cat', kinds: ['changed'], start: 9 }), [10, ['img_54.png']]);
		assert.deepEqual(ask({ start: 100 }), [21, []]);
		assert.throws(() => result.record(21), RangeError);
	});

	it('finds the key that names records alone on both sides', () => {
		const rows = (key: string, twice = false): object[] =>
			Array.from({ length: 40 }, (_, at) => ({
				image_id: Math.floor(at / 4),
				[key]: twice ? Math.floor(at / 2) : at,
				category_id: at % 4,
				score: at,
			}));
		const keyOf = (list: readonly object[]): string => compare(json(list), json(list)).summary.key;
		assert.equal(keyOf(rows('id')), 'id');
		assert.equal(keyOf(rows('uuid')), 'uuid');
		assert.equal(keyOf(rows('id', true)), 'image_id+category_id');
		assert.equal(keyOf(rows('file_name')), 'file_name');
		assert.equal(keyOf(['a', 'b', 'c'] as never), '(content)');
		assert.equal(compare(json(rows('id')), json(rows('id')), { key: 'score' }).summary.key, 'score');
	});

	it('finds another key when the first one fails behind the head of the file', () => {
		const filler = 'x'.repeat(2000);
		const list = Array.from({ length: 600 }, (_, at) => ({
			id: at < 200 ? at : 1,
			file_name: `${at}.png`,
			filler,
		}));
		const changed = list.map((record, at) => (at === 500 ? { ...record, filler: 'y' } : record));
		const { summary } = compare(json(list), json(changed));
		assert.equal(summary.key, 'file_name');
		assert.deepEqual([summary.changed, summary.unchanged], [1, 599]);
	});

	it('tells content under a new key, and still counts it as added and removed', () => {
		const { summary } = compare(
			json({ a: { v: [1, 2] }, b: { v: 2 } }),
			json({ 'a/1': { v: [1.0, 2] }, b: { v: 2 }, c: { v: 3 } }),
		);
		assert.deepEqual([summary.moved, summary.added, summary.removed, summary.changed], [1, 2, 1, 0]);
	});

	it('matches records without a key by content', () => {
		const { summary } = compare('["a", {"x": 1.0}, 3]', '[3, {"x": 1}, "b"]');
		assert.deepEqual([summary.unchanged, summary.added, summary.removed, summary.moved], [2, 1, 1, 0]);
		assert.match(summary.warnings.join(), /matched by content/);
	});

	it('reads JSON Lines', () => {
		const { summary } = compare(
			'{"id": 1, "v": 1}\n{"id": 2, "v": 1}\n',
			'{"id": 2, "v": 1.0}\n{"id": 1, "v": 2}\n',
		);
		assert.deepEqual([summary.format, summary.changed, summary.unchanged], ['jsonl', 1, 1]);
	});

	it("takes an empty container for an empty file of the other side's layout", () => {
		assert.equal(compare('{}', '{"annotations": [{"id": 1}]}').summary.added, 1);
		assert.equal(compare('[{"id": 1}]', ' [ ] ').summary.removed, 1);
	});

	it('BAD-07: names repeated keys and pairs their records so that nothing is lost', () => {
		const old = '[{"id": 7, "v": 1}, {"id": 7, "v": 2}, {"id": 8, "v": 1}, {"id": 9, "v": 1}]';
		const result = compare(
			old,
			'[{"id": 7, "v": 2}, {"id": 7, "v": 3}, {"id": 8, "v": 1}, {"id": 9, "v": 1}]',
			{ key: 'id' },
		);
		assert.deepEqual([result.summary.unchanged, result.summary.changed], [3, 1]);
		assert.deepEqual(result.summary.warnings, [
			'The old side: 1 record with the key of an earlier one (7); they are paired in order.',
			'The new side: 1 record with the key of an earlier one (7); they are paired in order.',
		]);
		const twice = compare('{"a": 1, "a": 2}', '{"a": 2}');
		assert.match(twice.summary.warnings.join(), /1 record with the key of an earlier one \(a\)/);
		assert.deepEqual([twice.summary.unchanged, twice.summary.removed], [1, 1]);
	});

	it('BAD-07: names a field that a record gives twice', () => {
		const { summary } = compare('[{"id": 1, "v": 1, "v": 2}]', '[{"id": 1, "v": 3}]');
		assert.match(summary.warnings.join(), /old side: 1 field given twice/);
	});

	it('BAD-17: __proto__ and constructor are keys, fields and classes like others', () => {
		const old =
			'{"__proto__": {"label": "__proto__", "constructor": 1}, "toString": {"label": "constructor", "__proto__": 1}}';
		const result = compare(
			old,
			old.replace('"__proto__": 1', '"__proto__": 2').replace('"constructor": 1', '"constructor": 2'),
		);
		assert.equal(result.summary.changed, 2);
		assert.deepEqual(Object.entries(result.summary.fields).sort(), [
			['__proto__', 1],
			['constructor', 1],
		]);
		assert.deepEqual(Object.keys(result.summary.classes).sort(), ['__proto__', 'constructor']);
		assert.deepEqual(keysOf(result, 'changed'), ['__proto__', 'toString']);
		const [change] = result.record(1).changes;
		assert.deepEqual(change, { field: '__proto__', old: 1, new: 2 });
		assert.ok(Object.hasOwn(result.record(1).old as object, '__proto__'));
	});

	it('BAD-27: compares huge integers digit by digit and NaN as a word, and says so', () => {
		const result = compare(
			'[{"id": 12345678901234567890, "n": 9007199254740993, "x": NaN}, {"id": 12345678901234567891, "n": 1}]',
			'[{"id": 12345678901234567890, "n": 9007199254740992, "x": NaN}, {"id": 12345678901234567891, "n": 1}]',
		);
		assert.deepEqual([result.summary.changed, result.summary.unchanged], [1, 1]);
		assert.deepEqual(result.record(0).changes, [
			{ field: 'n', old: '9007199254740993', new: '9007199254740992' },
		]);
		assert.equal(result.record(0).key, '12345678901234567890');
		assert.match(
			result.summary.warnings.join(),
			/old side: 1 value NaN or Infinity.*old side: \d+ numbers beyond 2\^53/,
		);
	});

	it('BAD-27: names the byte at which a record is nested too deeply to be compared', () => {
		const deep = (value: number): string => `{"a": ${'['.repeat(5000)}${value}${']'.repeat(5000)}}`;
		assert.equal(compare(deep(1), deep(1)).summary.unchanged, 1);
		assert.throws(
			() => compare(deep(1), deep(2)),
			(error) =>
				TidemarkError.is(error, 'malformed') && error.file === 'old.json' && /byte 2006/.test(error.message),
		);
	});

	it('keeps texts apart that are not UTF-8', () => {
		const side = (byte: number) =>
			sourceOfBytes('x.json', Uint8Array.of(...encode('{"a": "'), byte, ...encode('"}')));
		const { summary } = compareLabels(side(0xfe), side(0xff));
		assert.equal(summary.changed, 1);
		assert.match(summary.warnings.join(), /1 text not in UTF-8/);
	});

	it('warns of keys that are numbers on one side and text on the other', () => {
		const { summary } = compare('[{"id": 1}, {"id": 2}]', '[{"id": "1"}, {"id": "2"}]');
		assert.deepEqual([summary.added, summary.removed, summary.moved], [2, 2, 2]);
		assert.match(summary.warnings.join(), /Keys "id" are numbers in 2 records and text in 2/);
	});

	it('names the file and byte of what is not JSON, and a layout that differs per side', () => {
		const fails = (
			old: string,
			other: string,
			code: 'malformed' | 'unsupported' | 'missingObject',
			file: string,
			what: RegExp,
		): void => {
			assert.throws(
				() => compare(old, other),
				(error) => TidemarkError.is(error, code) && error.file === file && what.test(error.message),
			);
		};
		fails('{"a": 1}', '{"a": 1', 'malformed', 'new.json', /stops at byte 7/);
		fails('[{"id": 1,]', '[]', 'malformed', 'old.json', /stops at byte 10/);
		fails('', '{}', 'malformed', 'old.json', /byte 0: the file is empty/);
		fails('{"a": 1}', 'label,x\n', 'malformed', 'new.json', /byte 0: labels begin with/);
		fails('{"a": 1}', '[1]', 'unsupported', 'new.json', /array of records from byte 0/);
		fails('version https://git-lfs.github.com/spec/v1\n', '{}', 'missingObject', 'old.json', /LFS pointer/);
	});
});
