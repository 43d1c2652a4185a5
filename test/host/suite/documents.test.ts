import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { openedProject, parts, row } from '../parts.ts';

/** The md5 that the pointer of an old version names. */
function pointerHash(root: string, version: string, pointer: string): string | undefined {
	const text = execFileSync('git', ['show', `${version}:${pointer}`], { cwd: root, encoding: 'utf8' });
	return /md5: ([0-9a-f]{32})/u.exec(text)?.[1];
}

function md5(bytes: Uint8Array): string {
	return createHash('md5').update(bytes).digest('hex');
}

async function openFromTree(version: string, label: string): Promise<vscode.Uri> {
	const { versions: tree } = await parts();
	const node = await row(tree, label, await row(tree, version));
	await vscode.commands.executeCommand('tidemark.openFile', node);
	const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
	assert.ok(input instanceof vscode.TabInputText);
	return input.uri;
}

describe('a file of an old version', () => {
	afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

	it('opens with the bytes its pointer names, read-only, under the version’s name', async () => {
		const { project } = await openedProject();
		const uri = await openFromTree('v1.0.0', 'instances.json');
		assert.equal(uri.scheme, 'tidemark');
		const bytes = await vscode.workspace.fs.readFile(uri);
		assert.equal(md5(bytes), pointerHash(project.root, 'v1.0.0', 'labels/instances.json.dvc'));
		assert.equal((await vscode.workspace.fs.stat(uri)).size, bytes.length);
		assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'instances.json (v1.0.0)');
		assert.equal(vscode.workspace.fs.isWritableFileSystem('tidemark'), false);
		await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, bytes)));
	});

	it('differs from the same file of another version', async () => {
		const [old, fresh] = [
			await openFromTree('v1.0.0', 'instances.json'),
			await openFromTree('v1.2.0', 'instances.json'),
		];
		assert.notEqual(old.toString(), fresh.toString());
		const [a, b] = [await vscode.workspace.fs.readFile(old), await vscode.workspace.fs.readFile(fresh)];
		assert.notEqual(md5(a), md5(b));
	});

	it('opens beside the work tree’s in the diff editor', async () => {
		const { versions: tree } = await parts();
		const node = await row(tree, 'params.yaml', await row(tree, 'v1.0.0')).catch(() =>
			row(tree, 'instances.json', undefined),
		);
		await vscode.commands.executeCommand('tidemark.diffWithWorkTree', node);
		const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
		assert.ok(input instanceof vscode.TabInputTextDiff);
		assert.equal(input.original.scheme, 'tidemark');
		assert.equal(input.modified.scheme, 'file');
	});

	it('is not found when the version has no such file, or the address names no commit', async () => {
		const { project } = await openedProject();
		const side = await project.side('v1.0.0');
		assert.equal(side.type, 'commit');
		const address = (path: string, v: string): vscode.Uri =>
			vscode.Uri.from({
				scheme: 'tidemark',
				path,
				query: JSON.stringify({ v, n: 'v1.0.0', r: project.root }),
			});
		const read = (uri: vscode.Uri): Promise<Uint8Array> => Promise.resolve(vscode.workspace.fs.readFile(uri));
		await assert.rejects(
			read(address('/nothing.json', side.type === 'commit' ? side.commit : '')),
			/nothing/u,
		);
		await assert.rejects(read(address('/labels/instances.json', '--output=/tmp/x')));
	});
});
