import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatLfsPointer } from '../../../src/core/pointers/lfsPointer.ts';
import { checkout } from '../../../src/platform/workspace/checkout.ts';
import { makeSandbox, openWorkspace } from '../../interop/dvcSandbox.ts';

describe('Checking out Git LFS content', () => {
	it('replaces a pointer by its content, keeps the executable bit, and spares changed content', async () => {
		const sandbox = await makeSandbox();
		const root = join(sandbox.folder, 'repo');
		await mkdir(root);
		await sandbox.git(root, 'init', '-q', '-b', 'main');
		const content = new TextEncoder().encode('the weights');
		const object = { algorithm: 'sha256', hash: createHash('sha256').update(content).digest('hex') } as const;
		const pointer = formatLfsPointer(object.hash, content.length);
		await writeFile(join(root, 'm.bin'), pointer, { mode: 0o755 });
		await writeFile(join(root, '.gitattributes'), '*.bin filter=lfs diff=lfs merge=lfs -text\n');
		await sandbox.git(root, 'add', '.');
		await sandbox.git(root, 'commit', '-q', '-m', 'm');
		const workspace = await openWorkspace(root);
		try {
			await workspace.context.stores.lfs.putBytes(object, content);
			const { artifacts } = await workspace.snapshot('HEAD');
			const request = { artifacts, manifest: async () => undefined };
			const report = await checkout(workspace.context, request);
			assert.deepEqual(report, { added: [], replaced: ['m.bin'], removed: [], failed: [] });
			assert.equal(await readFile(join(root, 'm.bin'), 'utf8'), 'the weights');
			assert.equal((await lstat(join(root, 'm.bin'))).mode & 0o111, 0o111);
			assert.deepEqual((await checkout(workspace.context, request)).replaced, []);
			await writeFile(join(root, 'm.bin'), 'work of today');
			await assert.rejects(checkout(workspace.context, request), /m\.bin/);
			assert.equal(await readFile(join(root, 'm.bin'), 'utf8'), 'work of today');
		} finally {
			await workspace.dispose();
			await sandbox.dispose();
		}
	});
});
