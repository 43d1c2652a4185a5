import assert from 'node:assert/strict';
import { link, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { openFixture } from './fixtureProject.ts';

describe('the last copy of a working file', function () {
	this.timeout(60_000);

	/** Checks out an older version while the cache's object of `data/e.txt` was made by `make`. */
	async function afterCheckout(make: typeof link): Promise<{ error: unknown; text: string | undefined }> {
		const { project, fixture, dispose } = await openFixture('directory');
		try {
			const file = join(fixture.repo, 'data', 'e.txt');
			const [folder] = (await project.snapshot({ type: 'workspace' })).artifacts;
			const entries = await project.files(folder ?? assert.fail('no artifact'));
			const hash = entries.find(({ path }) => path === 'e.txt')?.object?.hash ?? assert.fail('no e.txt');
			const object = join(fixture.repo, '.dvc/cache/files/md5', hash.slice(0, 2), hash.slice(2));
			await rm(object, { force: true });
			await make(file, object);
			const side = await project.side('data-v1');
			const error: unknown = await project.checkout(['data'], side).then(
				() => undefined,
				(reason: unknown) => reason,
			);
			return { error, text: await readFile(file, 'utf8').catch(() => undefined) };
		} finally {
			await dispose();
		}
	}

	it('is not removed because the cache holds a link to it', async () => {
		const { text } = await afterCheckout(symlink);
		assert.equal(text?.length, 4);
	});

	it('is one of two where the cache holds a hard link to it', async () => {
		const { error, text } = await afterCheckout(link);
		assert.ok(error === undefined || TidemarkError.is(error), String(error));
		assert.equal(text, undefined);
	});
});
