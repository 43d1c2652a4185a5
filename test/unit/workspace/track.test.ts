import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { initialise } from '../../../src/platform/workspace/initialise.ts';
import { planTrack, track } from '../../../src/platform/workspace/track.ts';
import {
	contentsOf,
	makeSandbox,
	openWorkspace,
	type Sandbox,
	type Workspace,
} from '../../interop/dvcSandbox.ts';

describe('Tracking', () => {
	let sandbox: Sandbox;
	let workspace: Workspace;
	let root: string;

	async function put(path: string, content = path): Promise<void> {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), content);
	}

	async function codeOf(...paths: string[]): Promise<string> {
		const before = await contentsOf(root, (path) => !path.startsWith('.git/'));
		try {
			await track(workspace.context, paths);
		} catch (error) {
			assert.ok(TidemarkError.is(error), String(error));
			const after = await contentsOf(
				root,
				(path) => !path.startsWith('.git/') && !path.startsWith('.dvc/tmp/'),
			);
			assert.deepEqual(
				[...after.keys()],
				[...before.keys()].filter((path) => !path.startsWith('.dvc/tmp/')),
			);
			return error.code;
		}
		return 'nothing';
	}

	beforeEach(async () => {
		sandbox = await makeSandbox();
		root = join(sandbox.folder, 'repo');
		await mkdir(root);
		await sandbox.git(root, 'init', '-q', '-b', 'main');
		workspace = await openWorkspace(root);
		await initialise(workspace.context);
	});

	afterEach(async () => {
		await workspace.dispose();
		await sandbox.dispose();
	});

	it('says beforehand what it would do', async () => {
		await put('data/a', '123');
		await put('data/b', '4567');
		const plan = await planTrack(workspace.context, ['data/']);
		assert.deepEqual(plan, {
			paths: [{ path: 'data', isFolder: true, files: 2, bytes: 7 }],
			initialises: false,
		});
	});

	it('refuses what git tracks, what is missing, outside, ignored or a DVC file, changing nothing', async () => {
		await put('in git');
		await put('folder/in git');
		await sandbox.git(root, 'add', '.');
		assert.equal(await codeOf('in git'), 'refused');
		assert.equal(await codeOf('folder'), 'refused');
		assert.equal(await codeOf('nowhere'), 'notFound');
		assert.equal(await codeOf('../outside'), 'unsafe');
		assert.equal(await codeOf('/etc/passwd'), 'unsafe');
		assert.equal(await codeOf('.git/config'), 'unsafe');
		assert.equal(await codeOf('.dvc/config'), 'unsafe');
		await put('.dvcignore', '*.tmp\n');
		await put('x.tmp');
		assert.equal(await codeOf('x.tmp'), 'refused');
		await put('y.dvc', 'text');
		assert.equal(await codeOf('y.dvc'), 'refused');
		await put('y');
		assert.equal(await codeOf('y'), 'malformed');
		await put('.gitignore', 'hidden.dvc\n');
		await put('hidden');
		assert.equal(await codeOf('hidden'), 'refused');
	});

	it('refuses overlaps, and a path that another target holds', async () => {
		await put('data/sub/a');
		await put('data/b');
		assert.equal(await codeOf('data', 'data/b'), 'refused');
		await track(workspace.context, ['data/sub']);
		assert.equal(await codeOf('data'), 'refused');
		await put('data/sub/.dvcignore', 'x');
		assert.equal(await codeOf('data/sub'), 'refused');
	});

	it('SEC-13: refuses to go through a link, and links to folders and to nothing', async () => {
		await put('real/file');
		await symlink(join(root, 'real'), join(root, 'link'));
		await symlink('/nowhere/at/all', join(root, 'broken'));
		assert.equal(await codeOf('link/file'), 'unsafe');
		assert.equal(await codeOf('link'), 'refused');
		assert.equal(await codeOf('broken'), 'refused');
		await symlink('/nowhere/at/all', join(root, 'real/broken'));
		assert.equal(await codeOf('real'), 'refused');
	});

	it('writes no pointer through a folder that became a link while content was stored', async () => {
		await put('folder/file');
		const outside = join(sandbox.folder, 'outside');
		await mkdir(outside);
		const swap = async (): Promise<void> => {
			await rename(join(root, 'folder'), join(root, 'moved'));
			await symlink(outside, join(root, 'folder'));
		};
		const git = workspace.context.git;
		// The last question before the pointer is written, once everything was checked and stored.
		let questions = 0;
		const ignored = async (paths: readonly string[]): Promise<ReadonlySet<string>> => {
			const answer = await git.ignored(paths);
			if (++questions === 2) await swap();
			return answer;
		};
		const isTracked = (path: string): Promise<boolean> => git.isTracked(path);
		const tracking = track({ ...workspace.context, git: { ignored, isTracked } }, ['folder/file']);
		await assert.rejects(tracking, (error) => TidemarkError.is(error, 'unsafe'));
		assert.deepEqual(await readdir(outside), []);
	});

	it('refuses names that no manifest may hold', async () => {
		await put('data/line\nbreak');
		assert.equal(await codeOf('data'), 'refused');
	});

	it('writes nothing for content that did not change', async () => {
		await put('data/a');
		const [first] = await track(workspace.context, ['data']);
		assert.deepEqual(first?.written, ['.gitignore', 'data.dvc']);
		const [second] = await track(workspace.context, ['data']);
		assert.deepEqual([second?.written, second?.object], [[], first?.object]);
	});

	it('adds the pointer and the ignore file to git with core.autostage only', async () => {
		await put('a');
		await track(workspace.context, ['a']);
		assert.doesNotMatch(await sandbox.git(root, 'diff', '--cached', '--name-only'), /a\.dvc/);
		await put('b');
		await track({ ...workspace.context, autostage: true }, ['b']);
		assert.match(await sandbox.git(root, 'diff', '--cached', '--name-only'), /^\.gitignore\nb\.dvc$/m);
	});

	it('leaves content of DVC 2 under its own hash while it is unchanged', async () => {
		const pointer = 'outs:\n- md5: 60b725f10c9c85c70d97880dfe8191b3\n  size: 3\n  path: old.txt\n';
		await put('old.txt', 'a\r\n');
		await put('old.txt.dvc', pointer);
		await track(workspace.context, ['old.txt']);
		assert.equal(await readFile(join(root, 'old.txt.dvc'), 'utf8'), pointer);
		await readFile(join(root, '.dvc/cache/60/b725f10c9c85c70d97880dfe8191b3'));
	});

	it('refuses to rewrite an import', async () => {
		await put('imported', 'x');
		await put('imported.dvc', 'deps:\n- path: ../elsewhere\nouts:\n- path: imported\n');
		assert.equal(await codeOf('imported'), 'refused');
	});

	it('takes a file out of a tracked folder whose file is gone', async () => {
		await put('data/a');
		await put('data/b');
		await track(workspace.context, ['data']);
		await rm(join(root, 'data/a'));
		const [result] = await track(workspace.context, ['data/a']);
		assert.equal(result?.fileCount, 1);
		assert.doesNotMatch(await readFile(join(root, 'data.dvc'), 'utf8'), /size/);
	});
});
