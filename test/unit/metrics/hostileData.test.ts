import assert from 'node:assert/strict';
import { TidemarkError } from '../../../src/core/errors.ts';
import { dvcMetricsDiff } from '../../../src/core/metrics/valueDiff.ts';

/** What comes of a metrics file of this text, and in how many milliseconds. */
async function outcomeOf(path: string, text: string): Promise<{ error: unknown; milliseconds: number }> {
	const start = performance.now();
	const { document, errors } = await dvcMetricsDiff([], [{ path, content: new TextEncoder().encode(text) }]);
	assert.deepEqual(document, {});
	return { error: errors[0], milliseconds: performance.now() - start };
}

function aliases(levels: number): string {
	const lines = Array.from(
		{ length: levels },
		(_, at) => `a${at + 1}: &a${at + 1} {p: *a${at}, q: *a${at}, r: *a${at}}`,
	);
	return ['a0: &a0 {x: 1}', ...lines].join('\n');
}

describe('metrics and params files made to freeze', () => {
	const cases = {
		'aliases of aliases': ['params.yaml', aliases(30)],
		'a YAML number without end': ['params.yaml', `a: ${'9'.repeat(1_000_000)}\n`],
		'a JSON number without end': ['metrics.json', `{"a": -${'9'.repeat(1_000_000)}}`],
		'YAML that takes a minute to read': ['params.yaml', `a: [${'1,'.repeat(5 << 20)}1]\n`],
		'TOML keys deeper than the stack': ['metrics.toml', `a${'.a'.repeat(200_000)} = 1`],
	} as const;
	for (const [name, [path, text]] of Object.entries(cases)) {
		it(`refuses ${name}, naming the file, at once`, async () => {
			const { error, milliseconds } = await outcomeOf(path, text);
			assert.ok(TidemarkError.is(error, 'malformed'), String(error));
			assert.equal(error.file, path);
			assert.ok(milliseconds < 1000, `${milliseconds} ms`);
		});
	}

	it('reads aliases that people write', async () => {
		const content = new TextEncoder().encode('a: &a {x: 1}\nb: *a\nc: [*a, *a]\n');
		const { document, errors } = await dvcMetricsDiff([], [{ path: 'm.yaml', content }]);
		assert.deepEqual(errors, []);
		assert.deepEqual(Object.keys(document['m.yaml'] ?? {}), ['a.x', 'b.x']);
	});
});
