import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatVersionFile, parseVersionFile } from '../../../src/extension/documents/versionFile.ts';

const commit = 'a'.repeat(40);

describe('addresses of version files', () => {
	it('come back as they were', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string(), (path, root) => {
				const file = { root, path, commit, name: 'v1.2.0' };
				const { path: uriPath, query } = formatVersionFile(file);
				assert.deepEqual(parseVersionFile(uriPath, query), file);
			}),
		);
	});

	it('keep a branch name in one part of the tab’s label', () => {
		const { query } = formatVersionFile({ root: '/w', path: 'a', commit, name: 'feature/x' });
		assert.equal((JSON.parse(query) as { n: string }).n, 'feature∕x');
	});

	it('refuse what they did not make', () => {
		const query = (v: string): string => JSON.stringify({ v, n: 'v1', r: '/w' });
		assert.equal(parseVersionFile('/a', 'v=1'), undefined);
		assert.equal(parseVersionFile('/a', 'null'), undefined);
		assert.equal(parseVersionFile('/a', query('HEAD')), undefined);
		assert.equal(parseVersionFile('/a', query('--upload-pack=x')), undefined);
		assert.equal(parseVersionFile('a', query(commit)), undefined);
		assert.ok(parseVersionFile('/a', query('b'.repeat(64))));
	});
});
