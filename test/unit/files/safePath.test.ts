import assert from 'node:assert/strict';
import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { TidemarkError } from '../../../src/core/errors.ts';
import { resolveInside } from '../../../src/platform/files/safePath.ts';
import { temporaryFolder } from './temporaryFolder.ts';

describe('resolveInside', () => {
	const folder = temporaryFolder();

	it('gives the place of a file in folders that are there or not yet', async () => {
		const root = await realpath(folder());
		await mkdir(join(root, 'data'));
		assert.equal(await resolveInside(root, 'data/a b/ü.txt'), join(root, 'data', 'a b', 'ü.txt'));
		assert.equal(await resolveInside(root, 'new/x'), join(root, 'new', 'x'));
	});

	const refused = [
		'',
		'/etc/passwd',
		'../x',
		'a/../../x',
		'a//b',
		'./a',
		'a/.',
		'C:\\x',
		'\\\\server\\x',
		'a\0b',
		'.git/hooks/post-checkout',
		'sub/.GIT/config',
		'.g\u200cit/config',
		'git~1/config',
		'.git./x',
		'.dvc/config',
		'.vscode/settings.json',
		'.gitmodules',
		'.envrc',
	];
	for (const path of refused) {
		it(`refuses ${JSON.stringify(path)}`, async () => {
			await assert.rejects(resolveInside(folder(), path), isUnsafe);
		});
	}

	it('refuses a way through a link, in or out, and through a file', async () => {
		await mkdir(join(folder(), 'real'));
		await symlink('/tmp', join(folder(), 'out'));
		await symlink(join(folder(), 'real'), join(folder(), 'in'));
		await writeFile(join(folder(), 'file'), '');
		for (const path of ['out/x', 'in/x', 'file/x', 'real/../out/x']) {
			await assert.rejects(resolveInside(folder(), path), isUnsafe);
		}
	});

	it('never gives a place outside its root', async () => {
		const root = await realpath(folder());
		const part = fc.constantFrom('..', '.', '', 'a', 'b c', '.git', 'C:', '\\', '~', '...', '%2e%2e');
		const paths = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
		await fc.assert(
			fc.asyncProperty(paths, async (path) => {
				const place = await resolveInside(root, path).catch(() => undefined);
				assert.ok(place === undefined || place.startsWith(`${root}/`), place);
			}),
		);
	});
});

function isUnsafe(error: unknown): boolean {
	return TidemarkError.is(error, 'unsafe');
}
