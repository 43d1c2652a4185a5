import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, parts } from '../parts.ts';

interface Manifest {
	readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
	it('takes at most 50 ms and opens no project', async () => {
		const { milliseconds, projects } = await parts();
		console.log(`      activate() took ${milliseconds.toFixed(1)} ms`);
		assert.ok(milliseconds <= 50, `${milliseconds} ms`);
		assert.deepEqual(projects.ready, []);
	});

	it('registers every command of the manifest', async () => {
		await parts();
		const registered = new Set(await vscode.commands.getCommands(true));
		const { contributes } = extension().packageJSON as Manifest;
		assert.deepEqual(
			contributes.commands.filter(({ command }) => !registered.has(command)),
			[],
		);
	});
});
