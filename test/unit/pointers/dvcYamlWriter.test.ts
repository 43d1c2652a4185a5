import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatDvcYaml, YamlFloat, type YamlValue } from '../../../src/core/pointers/dvcYamlWriter.ts';
import type { YamlNode } from '../../../src/core/pointers/yamlNode.ts';
import { readYaml } from '../../../src/core/pointers/yamlReader.ts';
import { fixtureFolder } from '../../support/fixtures.ts';

interface Golden {
	readonly value: string;
	readonly ctx: 'path' | 'desc' | 'md5' | 'params-value' | 'key';
	readonly yaml: string;
}

const literals: ReadonlyMap<string, YamlValue> = new Map<string, YamlValue>([
	['1.0', new YamlFloat(1)],
	['1e+22', new YamlFloat(1e22)],
	['1e+16', new YamlFloat(1e16)],
	['nan', Number.NaN],
	['True', true],
	['None', null],
	['100000000000000000000', 100000000000000000000n],
	['[1, [2, 3]]', [1, [2, 3]]],
	["{'a': {'b': []}}", { a: { b: [] } }],
	['{}', {}],
]);

function documentOf({ ctx, value }: Golden): YamlValue {
	const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
	if (ctx === 'path') return { outs: [{ md5, size: 1, hash: 'md5', path: value }] };
	if (ctx === 'desc') return { outs: [{ path: 'x', meta: { k: value } }], desc: value };
	if (ctx === 'md5') return { outs: [{ md5: value, size: 1, hash: 'md5', path: 'x' }] };
	if (ctx === 'key') return { stages: { [value]: { cmd: 'c' } } };
	return {
		params: { 'params.yaml': { k: literals.has(value) ? (literals.get(value) ?? null) : Number(value) } },
	};
}

function plainValue(node: YamlNode | undefined): unknown {
	if (node?.type === 'map')
		return Object.fromEntries([...node.entries].map(([key, value]) => [key, plainValue(value)]));
	return node?.type === 'list' ? node.items.map(plainValue) : node?.text;
}

describe('The YAML writer', () => {
	it('writes the bytes DVC writes, for every golden sample', async () => {
		const samples = JSON.parse(
			await readFile(join(fixtureFolder, 'dvc-yaml-scalars.json'), 'utf8'),
		) as Golden[];
		assert.equal(samples.length, 308);
		for (const sample of samples) assert.equal(formatDvcYaml(documentOf(sample)), sample.yaml);
	});

	it('reads back what it wrote', () => {
		const text = fc.oneof(
			fc.string({ unit: fc.constantFrom(...' abé😀\t\n:#-\'"\\?[]{},&*!|>%@`01.e~=<'), maxLength: 120 }),
			fc.string({ unit: 'binary', maxLength: 30 }),
		);
		const value = fc.letrec((tie) => ({
			node: fc.oneof({ depthSize: 'small' }, text, fc.array(tie('node'), { maxLength: 3 }), tie('map')),
			map: fc.dictionary(text, tie('node'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
		}));
		fc.assert(
			fc.property(value.map, (sample) => {
				const written = formatDvcYaml(sample as YamlValue);
				assert.deepEqual(plainValue(readYaml(written, 'x.dvc', 1e6)), sample);
			}),
		);
	});
});
