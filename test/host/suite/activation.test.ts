import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, parts } from '../parts.ts';

interface Manifest {
	readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
	it('puts its parts together and opens no project', async () => {
		const { projects } = await parts();
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
