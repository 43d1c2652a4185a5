import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openedProject, parts } from '../parts.ts';

describe('unpushed artifacts', () => {
	it('are counted when the remote is asked', async () => {
		const model = await openedProject();
		await model.check({ remote: true });
		assert.equal(model.status('images')?.remote, 'unpushed');
		assert.ok(model.unpushed.unpushed > 0);
		assert.equal(model.unpushed.unknown, 0);
	});

	it('are pushed once the person agreed, and checked after', async () => {
		const { consent } = await parts();
		const model = await openedProject();
		const stored = await consent.stored();
		const url = vscode.Uri.joinPath(vscode.Uri.file(model.project.root), '..', 'storage').fsPath;
		const place = { remoteName: 'storage', url, access: 'write' } as const;
		await stored.approve(place);
		await vscode.commands.executeCommand('tidemark.pushAll');
		const states = [...model.statuses.values()].map(({ remote }) => remote);
		assert.deepEqual([...new Set(states)].sort(), ['never', 'pushed']);
		assert.equal(model.unpushed.unpushed, 0);
	});
});
