import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import { JsonReader, type JsonValue } from '../../../src/core/labels/jsonReader.ts';
import { canonicalText } from '../../../src/core/labels/jsonValues.ts';
import type { LabelFormat, LabelLayout } from '../../../src/core/labels/layout.ts';
import type { RecordIndex } from '../../../src/core/labels/recordIndex.ts';
import type { ScanResult } from '../../../src/core/labels/recordSink.ts';
import { RecordScanner } from '../../../src/core/labels/scanner.ts';
import { chunksOf, Dice, records, spell, values } from './spelling.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function scan(chunks: readonly Uint8Array[], layout: LabelLayout): ScanResult {
	const scanner = new RecordScanner(layout, 'labels.json');
	for (const chunk of chunks) scanner.push(chunk);
	return scanner.finish();
}

const layoutOf = (format: LabelFormat, keyFields: readonly string[] = []): LabelLayout => ({
	format,
	keyFields,
	classField: format === 'coco' ? 'category_id' : 'label',
});

function valuesOf(bytes: Uint8Array, index: RecordIndex): JsonValue[] {
	return Array.from({ length: index.count }, (_, at) => {
		const offset = index.offset[at] ?? 0;
		return new JsonReader(bytes.slice(offset, offset + (index.length[at] ?? 0))).document();
	});
}

const canonical = (value: unknown): string =>
	canonicalText(new JsonReader(encode(JSON.stringify(value))).document());

/** The byte an error names, or "fine". */
function outcome(chunks: readonly Uint8Array[], format: LabelFormat): string {
	try {
		scan(chunks, layoutOf(format));
		return 'fine';
	} catch (error) {
		assert.ok(TidemarkError.is(error, 'malformed'), String(error));
		return error.message;
	}
}

function parses(bytes: Uint8Array): boolean {
	try {
		JSON.parse(new TextDecoder().decode(bytes));
		return true;
	} catch {
		return false;
	}
}

describe('The scanner', () => {
	it('finds every record of every layout, whatever the chunks', () => {
		const check = fc.property(
			fc.array(fc.oneof(records, values), { maxLength: 12 }),
			fc.nat(),
			(list, seed) => {
				const dice = new Dice(seed);
				const map = Object.fromEntries(list.map((value, at) => [`k${at}"{é`, value]));
				const texts: Record<LabelFormat, string> = {
					array: spell(list, dice),
					map: spell(map, dice, true),
					jsonl: list.map((value) => spell(value, dice)).join('\n'),
					coco: `{"info": ${spell(map, dice)}, "images": [], "annotations": ${spell(list, dice)}, "x": [[{}]]}`,
				};
				for (const [format, text] of Object.entries(texts) as [LabelFormat, string][]) {
					const bytes = encode(text);
					const found = scan(chunksOf(bytes, dice, 1 + dice.roll(40)), layoutOf(format));
					assert.equal(found.bytes, bytes.length);
					assert.deepEqual(valuesOf(bytes, found.sections.records).map(canonicalText), list.map(canonical));
				}
			},
		);
		fc.assert(check, { numRuns: 150 });
	});

	it('accepts what JSON.parse accepts and nothing else, and names one byte for all chunk sizes', () => {
		const damage = fc.record({
			at: fc.nat(),
			cut: fc.nat(3),
			put: fc.constantFrom('', ',', '"', '}', '[', '0', '.', '\\', 'e', 't', '\u0001', ':'),
		});
		const check = fc.property(
			values,
			fc.array(damage, { maxLength: 2 }),
			fc.nat(),
			(value, damages, seed) => {
				const dice = new Dice(seed);
				const text = damages.reduce(
					(whole, { at, cut, put }) => {
						const place = at % (whole.length + 1);
						return whole.slice(0, place) + put + whole.slice(place + cut);
					},
					spell(value, dice),
				);
				const bytes = encode(text);
				const whole = outcome([bytes], 'map');
				assert.equal(whole === 'fine', parses(bytes), whole);
				assert.equal(outcome(chunksOf(bytes, dice, 3), 'map'), whole);
			},
		);
		fc.assert(check, { numRuns: 1500 });
	});

	it('gives equal keys for equal values in any spelling, and different ones for different values', () => {
		const ids = fc.oneof(
			fc.nat(),
			fc.integer(),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.string({ unit: 'binary', maxLength: 8 }),
		);
		const check = fc.property(
			fc.uniqueArray(ids, { minLength: 1, maxLength: 12 }),
			fc.nat(),
			(keys, seed) => {
				const dice = new Dice(seed);
				const list = keys.map((id) => ({ id, label: 'x' }));
				const [a, b] = [0, 1].map(() => {
					const { records } = scan([encode(spell(list, dice))], layoutOf('array', ['id'])).sections;
					return keys.map((_, at) => `${records.keyLo[at]}/${records.keyHi[at]}`);
				});
				assert.deepEqual(a, b);
				// 0 and -0 are one number.
				assert.equal(new Set(a).size, new Set(keys.map((key) => (key === 0 ? 0 : key))).size);
			},
		);
		fc.assert(check, { numRuns: 200 });
	});

	it('keeps huge integer keys apart digit by digit, and 1 apart from "1"', () => {
		const ids = [
			'12345678901234567890',
			'12345678901234567891',
			'9007199254740993',
			'9007199254740992',
			'1',
			'"1"',
			'-1',
			'1e400',
			'1e401',
		];
		const { records } = scan(
			[encode(`[${ids.map((id) => `{"id": ${id}}`).join()}]`)],
			layoutOf('array', ['id']),
		).sections;
		assert.equal(new Set(ids.map((_, at) => `${records.keyLo[at]}/${records.keyHi[at]}`)).size, ids.length);
		assert.equal(records.numberKeys, ids.length - 1);
	});

	it('finds key and class behind escaped, repeated and nested names', () => {
		const text =
			'[{"\\u0069d": 1, "x": {"id": 7, "label": "no"}, "lab\\u0065l": "cat"}, {"id": 2, "id": 3, "label": "d\\u006fg"}, {"x": 1}]';
		const found = scan([encode(text)], layoutOf('array', ['id']));
		const { records } = found.sections;
		assert.deepEqual([records.keyLo[0], records.keyLo[1]], [1, 3]);
		assert.deepEqual([...records.keyless], [2]);
		assert.deepEqual(
			[0, 1, 2].map((at) => found.classes[records.classId[at] ?? 0]),
			['cat', 'dog', ''],
		);
	});

	it('passes over a byte order mark, also one that is cut', () => {
		const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, ...encode('[1, 2]'));
		assert.equal(
			scan(
				[...bytes].map((byte) => Uint8Array.of(byte)),
				layoutOf('array'),
			).sections.records.count,
			2,
		);
		assert.match(outcome([encode('[1, \uFEFF2]')], 'array'), /byte 4/);
	});

	it('counts NaN and Infinity', () => {
		assert.equal(
			scan([encode('[NaN, {"a": -Infinity}, [Infinity], "NaN"]')], layoutOf('array')).nonFinite,
			3,
		);
	});

	it('BAD-27: survives nesting of a hundred thousand levels and a text of megabytes', () => {
		const deep = `[${'['.repeat(100_000)}${']'.repeat(100_000)}, "${'x'.repeat(3_000_000)}"]`;
		const { records } = scan(chunksOf(encode(deep), new Dice(1), 70_000), layoutOf('array')).sections;
		assert.deepEqual([...records.length.subarray(0, 2)], [200_000, 3_000_002]);
	});

	for (const [text, byte, what] of [
		['', 0, 'empty'],
		['{"a": 1', 7, 'last bracket'],
		['{"a": "x', 8, 'inside a text'],
		['{"a": 1}}', 8, 'closes what is not open'],
		['{"a": 1} {"b": 2}', 9, 'follows the end'],
		['{"a": [1, 2}', 11, 'closes what is not open'],
		['{"a": tru}', 6, 'word'],
		['{"a": 01}', 7, 'comma'],
		['{"a": 1.}', 8, 'number'],
		['{"a": 1,}', 8, 'property name'],
		['{"a" 1}', 5, 'colon'],
		['{"a": "\\x"}', 7, 'escape'],
	] as const) {
		it(`names byte ${byte} of ${JSON.stringify(text)}`, () => {
			const message = outcome([encode(text)], 'map');
			assert.match(message, new RegExp(`stops at byte ${byte}[,:]`));
			assert.match(message, new RegExp(what));
		});
	}
});
