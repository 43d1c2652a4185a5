import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import {
	configFlag,
	configText,
	mergeDvcConfig,
	parseDvcConfig,
} from '../../../src/core/pointers/dvcConfig.ts';
import { errorOf } from './errorOf.ts';

const text = `# top
[core]
    analytics = false
    Remote = storage # the default
[cache]
    type = "reflink,copy"
['remote "Storage"']
    url = ../../remote
    password = 'a "b" #c, d'
    note = """two
lines"""
    user = it's
[remote "plain"]
url=s3://b/k
list = a, 'b, c' ,d
empty =
`;

describe('A DVC config file', () => {
	const config = parseDvcConfig(text, '.dvc/config');

	it('is read as ConfigObj reads it, names in lower case', () => {
		assert.equal(configText(config, 'core', 'remote'), 'storage');
		assert.equal(configText(config, 'cache', 'type'), 'reflink,copy');
		assert.deepEqual([...config.remotes.keys()], ['storage', 'plain']);
		const storage = config.remotes.get('storage');
		assert.equal(storage?.get('password')?.text, 'a "b" #c, d');
		assert.equal(storage?.get('note')?.text, 'two\nlines');
		assert.equal(storage?.get('user')?.text, "it's");
		assert.deepEqual(config.remotes.get('plain')?.get('list')?.items, ['a', 'b, c', 'd']);
		assert.equal(config.remotes.get('plain')?.get('empty')?.text, '');
		assert.equal(configFlag(config.sections.get('core'), 'analytics'), false);
	});

	it('merges key by key and remembers where a value came from', () => {
		const local = parseDvcConfig(
			`['remote "storage"']\naccess_key_id = k\n[core]\nremote = other\n`,
			'local',
		);
		const merged = mergeDvcConfig([config, local]);
		const storage = merged.remotes.get('storage');
		assert.deepEqual([storage?.get('url')?.file, storage?.get('url')?.line], ['.dvc/config', 8]);
		assert.deepEqual(
			[storage?.get('access_key_id')?.file, configText(merged, 'core', 'remote')],
			['local', 'other'],
		);
	});

	it('names the line of a fault', () => {
		const faults: readonly (readonly [string, number])[] = [
			['[core\n', 1],
			['[core]\nno equals\n', 2],
			['x = 1\n', 1],
			["[core]\nx = 'open\n", 2],
			['[core]\nx = 1\nx = 2\n', 3],
			['[core]\n[core]\n', 2],
			['[core]\nx = """open\n', 2],
			['[core]\n[[deep]]\n', 2],
		];
		for (const [bad, line] of faults) assert.equal(errorOf(() => parseDvcConfig(bad, 'c')).line, line, bad);
	});

	it('fails only with its own kind of error, whatever the text', () => {
		const part = fc.constantFrom('[', ']', 'core', ' = ', "'", '"', '"""', '#', ',', '\n', 'a', 'remote "x"');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
				try {
					parseDvcConfig(parts.join(''), 'c');
				} catch (error) {
					assert.ok(TidemarkError.is(error));
				}
			}),
			{ numRuns: 2000 },
		);
	});
});
