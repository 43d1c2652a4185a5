import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { openFixture } from './fixtureProject.ts';

describe('a file behind a link that the repository holds', function () {
	this.timeout(60_000);

	it('is not taken for a file of the work tree', async () => {
		const { project, fixture, dispose } = await openFixture('directory');
		try {
			const outside = join(fixture.root, 'home');
			await mkdir(outside);
			await writeFile(join(outside, 'private.json'), '{"key": "private"}');
			await symlink(outside, join(fixture.repo, 'labels'));
			await assert.rejects(project.contentFile({ type: 'workspace' }, 'labels/private.json'), (error) =>
				TidemarkError.is(error, 'notFound'),
			);
		} finally {
			await dispose();
		}
	});
});
