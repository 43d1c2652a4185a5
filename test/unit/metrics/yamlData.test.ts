import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { DataValue } from '../../../src/core/metrics/dataValue.ts';
import { pythonRepr } from '../../../src/core/metrics/pythonRepr.ts';
import { readYamlData } from '../../../src/core/metrics/yamlData.ts';

const read = (text: string): DataValue =>
	readYamlData(new TextEncoder().encode(text), 'params.yaml', 1 << 20);

/** What ruamel.yaml, which DVC reads params with, makes of `a: <text>`; null where it refuses. */
const scalars = JSON.parse(
	readFileSync(new URL('../../fixtures/metrics/yaml-scalars.json', import.meta.url), 'utf8'),
) as readonly (readonly [string, string | null])[];

describe('YAML values', () => {
	it('are those of the reader DVC uses, for every recorded scalar', () => {
		assert.ok(scalars.length > 400);
		for (const [text, repr] of scalars) {
			if (repr === null) continue;
			assert.equal(pythonRepr(read(`a: ${text}\n`)), `{'a': ${repr}}`, `for ${JSON.stringify(text)}`);
		}
	});

	it('merge maps under <<, own keys first', () => {
		const value = read('a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\nc:\n  <<: [{r: 1}, {r: 2, s: 3}]\n');
		assert.equal(pythonRepr(value), "{'a': {'p': 1, 'q': 2}, 'b': {'q': 3, 'p': 1}, 'c': {'r': 1, 's': 3}}");
	});

	it('keep __proto__ and constructor as names', () => {
		const value = read('__proto__: {polluted: 1}\nconstructor: 2\n');
		assert.equal(pythonRepr(value), "{'__proto__': {'polluted': 1}, 'constructor': 2}");
		assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
	});

	it('are nothing for an empty file, and an error with a line for a broken one', () => {
		assert.equal(read('# only\n'), null);
		assert.throws(
			() => read('a: 1\nb: [1, 2\n'),
			(error) => TidemarkError.is(error, 'malformed') && error.line !== undefined,
		);
		assert.throws(
			() => read('a: !!python/object:os.system x\n'),
			(error) => TidemarkError.is(error, 'malformed'),
		);
		assert.throws(
			() => read('a: {<<: 1}\n'),
			(error) => TidemarkError.is(error, 'malformed'),
		);
	});
});
