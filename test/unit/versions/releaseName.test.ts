import assert from 'node:assert/strict';
import type { ReleaseName } from '../../../src/core/model.ts';
import { parseReleaseName } from '../../../src/core/versions/releaseName.ts';

const semantic = (version: string): ReleaseName => ({ type: 'semantic', version });
const plain: ReleaseName = { type: 'plain' };

const names: Readonly<Record<string, ReleaseName>> = {
	'v1.2.3': semantic('1.2.3'),
	'1.2.3': semantic('1.2.3'),
	'v1.0': semantic('1.0.0'),
	v3: semantic('3.0.0'),
	'v1.2.3-rc.1': semantic('1.2.3-rc.1'),
	'1.2.3+build.5': semantic('1.2.3+build.5'),
	'3': plain,
	'20240115': plain,
	'v1.2.3.4': plain,
	'v01.2.3': plain,
	v99999999999999999999: plain,
	'version-1': plain,
	'release/1.2.3': plain,
	'text-clf@v1.1.0': { type: 'gtoVersion', artifact: 'text-clf', version: '1.1.0' },
	'@scope/pkg@1.0.0': { type: 'gtoVersion', artifact: '@scope/pkg', version: '1.0.0' },
	'text-clf@v1.1.0#4': { type: 'gtoVersion', artifact: 'text-clf', version: '1.1.0' },
	'text-clf@v1.1.0!#5': { type: 'gtoWithdrawal', artifact: 'text-clf', what: 'v1.1.0' },
	'text-clf@v1.1.0!': { type: 'gtoWithdrawal', artifact: 'text-clf', what: 'v1.1.0' },
	'text-clf@deprecated#6': { type: 'gtoWithdrawal', artifact: 'text-clf', what: undefined },
	'@v1.0.0': plain,
	'a@b': plain,
	'text-clf#prod#1': { type: 'gtoStage', artifact: 'text-clf', stage: 'prod', count: 1 },
	'text-clf#prod': { type: 'gtoStage', artifact: 'text-clf', stage: 'prod', count: 0 },
	'text-clf#prod!#3': { type: 'gtoWithdrawal', artifact: 'text-clf', what: 'prod' },
	'#prod': plain,
	'a#b#c': plain,
	'exp-1': plain,
	'': plain,
	constructor: plain,
};

describe('what a tag name says', () => {
	for (const [name, expected] of Object.entries(names)) {
		it(`${name || 'nothing'}: ${expected.type}`, () => {
			assert.deepEqual(parseReleaseName(name), expected);
		});
	}
});
