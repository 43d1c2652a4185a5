import assert from 'node:assert/strict';
import fc from 'fast-check';
import { canonicalNumber, readNumber } from '../../../src/core/labels/jsonNumber.ts';
import { JsonReader, JsonSyntaxError, type JsonValue } from '../../../src/core/labels/jsonReader.ts';
import { plainValue, sameValue } from '../../../src/core/labels/jsonValues.ts';
import { Dice, spell, values } from './spelling.ts';

const read = (text: string): JsonValue => new JsonReader(new TextEncoder().encode(text)).document();

/** The value without minus zero, which JSON does not keep. */
function withoutMinusZero(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutMinusZero);
	if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutMinusZero(part)]));
}

function accepts(parse: () => unknown): boolean {
	try {
		parse();
		return true;
	} catch (error) {
		assert.ok(error instanceof SyntaxError || error instanceof JsonSyntaxError, String(error));
		return false;
	}
}

// JSON.parse is no oracle for values: V8 13.6 gives `"\\u007b"` the name of an earlier object's `"\\\\"`.
describe('The JSON reader', () => {
	it('reads a value from any of its spellings', () => {
		const check = fc.property(values, fc.nat(), (value, seed) => {
			assert.deepEqual(plainValue(read(spell(value, new Dice(seed)))), withoutMinusZero(value));
		});
		fc.assert(check, { numRuns: 500 });
	});

	it('accepts and refuses what JSON.parse does', () => {
		const damage = fc.tuple(fc.nat(), fc.constantFrom('', ',', '"', '}', '0', '\\', 'e', '-', '\t', ':'));
		const check = fc.property(values, fc.nat(), damage, (value, seed, [at, put]) => {
			const whole = spell(value, new Dice(seed));
			const place = at % (whole.length + 1);
			const bytes = new TextEncoder().encode(whole.slice(0, place) + put + whole.slice(place + 1));
			const decoded = new TextDecoder().decode(bytes);
			assert.equal(
				accepts(() => new JsonReader(bytes).document()),
				accepts(() => JSON.parse(decoded)),
			);
		});
		fc.assert(check, { numRuns: 1500 });
	});

	it('takes numbers for equal when they are the same value, exactly for integers', () => {
		const same = (a: string, b: string): boolean => sameValue(read(a), read(b));
		for (const text of ['1', '1.0', '1e0', '10E-1', '0.1e1', '100e-2']) assert.ok(same(text, '1'), text);
		for (const text of ['0', '-0', '0.0', '0e5', '-0.0e-3']) assert.ok(same(text, '0'), text);
		assert.ok(same('0.1', '0.10000000000000000555'));
		assert.ok(same('123456789012345678901', '123456789012345678901.0'));
		assert.ok(same('1e400', '10e399'));
		assert.ok(same('NaN', 'NaN'));
		assert.ok(!same('9007199254740993', '9007199254740992'));
		assert.ok(!same('1e400', '1e401'));
		assert.ok(!same('1', '"1"') && !same('0', 'false') && !same('null', '0') && !same('NaN', 'Infinity'));
	});

	it('reads short decimals to the very double', () => {
		const decimals = fc.tuple(
			fc.integer({ min: -99_999_999, max: 99_999_999 }),
			fc.nat(9_999_999),
			fc.nat(3),
		);
		const check = fc.property(decimals, ([whole, fraction, zeros]) => {
			const text = `${whole}.${'0'.repeat(zeros)}${fraction}`;
			assert.equal(read(text), Number(text) + 0);
		});
		fc.assert(check, { numRuns: 2000 });
	});

	it('gives one canonical text to all spellings of a decimal', () => {
		const digits = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(20));
		const check = fc.property(digits, ([value, zeros]) => {
			const plain = canonicalNumber(String(value));
			assert.equal(canonicalNumber(`${value}.${'0'.repeat(zeros + 1)}`), plain);
			assert.equal(canonicalNumber(`${value}${'0'.repeat(zeros)}e-${zeros}`), plain);
			assert.notEqual(canonicalNumber(`${value + 1n}`), plain);
		});
		fc.assert(check, { numRuns: 200 });
		assert.equal(canonicalNumber('1e99999999999999999999'), '1e99999999999999999999');
		assert.equal(readNumber('-0'), 0);
		assert.ok(Object.is(readNumber('-0'), 0));
	});

	it('keeps lone surrogates, and bytes that are not UTF-8, apart', () => {
		const bytes = (...odd: number[]): JsonReader => new JsonReader(Uint8Array.of(0x22, ...odd, 0x22));
		assert.equal(read('"\\ud800"'), '\ud800');
		const reader = bytes(0x61, 0xff, 0xc3, 0xa9, 0xe2, 0x82);
		assert.equal(reader.document(), 'a\udcffé\udce2\udc82');
		assert.equal(reader.brokenTexts, 1);
		assert.notEqual(bytes(0xfe).document(), bytes(0xff).document());
	});
});
