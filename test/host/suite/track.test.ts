import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { labels, openedProject, parts, row, until } from '../parts.ts';

describe('Track Artifact', () => {
	it('writes pointer and ignore line, and the artifact appears', async () => {
		const model = await openedProject();
		const file = model.uri('extra/points.csv');
		const content = new TextEncoder().encode('x,y\n1,2\n');
		await vscode.workspace.fs.writeFile(file, content);
		await vscode.commands.executeCommand('tidemark.track', file, [file]);
		const pointer = new TextDecoder().decode(
			await vscode.workspace.fs.readFile(model.uri('extra/points.csv.dvc')),
		);
		const md5 = createHash('md5').update(content).digest('hex');
		assert.equal(pointer, `outs:\n- md5: ${md5}\n  size: 8\n  hash: md5\n  path: points.csv\n`);
		const ignore = new TextDecoder().decode(
			await vscode.workspace.fs.readFile(model.uri('extra/.gitignore')),
		);
		assert.equal(ignore, '/points.csv\n');
		assert.equal(model.status('extra/points.csv')?.local, 'present');
		const { artifacts: tree } = await parts();
		await until('points.csv is listed', async () => {
			const groups = await Promise.all((await tree.getChildren()).map((group) => tree.getChildren(group)));
			return labels(tree, groups.flat()).includes('points.csv');
		});
	});

	it('takes several files and folders at once', async () => {
		const model = await openedProject();
		const uris = ['more/a.bin', 'more/folder/b.bin'].map((path) => model.uri(path));
		for (const uri of uris) await vscode.workspace.fs.writeFile(uri, new Uint8Array([1, 2, 3]));
		const chosen = [model.uri('more/a.bin'), model.uri('more/folder')];
		await vscode.commands.executeCommand('tidemark.track', chosen[0], chosen);
		const { artifacts } = await model.snapshot();
		const paths = artifacts.map(({ path }) => path).filter((path) => path.startsWith('more/'));
		assert.deepEqual(paths, ['more/a.bin', 'more/folder']);
	});

	it('sees a pointer that another program writes', async () => {
		const model = await openedProject();
		const text =
			'outs:\n- md5: d41d8cd98f00b204e9800998ecf8427e\n  size: 0\n  hash: md5\n  path: empty.bin\n';
		await vscode.workspace.fs.writeFile(model.uri('extra/empty.bin.dvc'), new TextEncoder().encode(text));
		await until('empty.bin is known', async () =>
			(await model.snapshot()).artifacts.some(({ path }) => path === 'extra/empty.bin'),
		);
	});

	it('shows a pointer that cannot be read as one broken row', async () => {
		const model = await openedProject();
		const { artifacts: tree } = await parts();
		await vscode.workspace.fs.writeFile(model.uri('bad.dvc'), new TextEncoder().encode('outs:\n- md5: [\n'));
		await until('bad.dvc is listed', async () => labels(tree, await tree.getChildren()).includes('bad.dvc'));
		const node = await row(tree, 'bad.dvc');
		assert.match(String(tree.getTreeItem(node).description), /^broken/u);
		assert.ok(labels(tree, await tree.getChildren()).includes('Datasets'));
		await vscode.commands.executeCommand('tidemark.openPointer', node);
		assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith('/bad.dvc'));
		await vscode.workspace.fs.delete(model.uri('bad.dvc'));
	});
});
