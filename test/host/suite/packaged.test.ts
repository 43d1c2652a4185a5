import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** The part of what the extension exports that this job looks at. */
interface Parts {
	readonly versions: {
		getChildren(row?: unknown): Promise<readonly unknown[]>;
		getTreeItem(row: unknown): vscode.TreeItem;
	};
}

describe('the packaged extension in a clean editor', () => {
	let parts: Parts;

	before(async () => {
		const extension = vscode.extensions.getExtension<Parts>('tidemark.tidemark');
		assert.ok(extension, 'it is installed');
		parts = await extension.activate();
	});

	it('is the installed one, not the checkout', () => {
		const extension = vscode.extensions.getExtension('tidemark.tidemark');
		assert.match(extension?.extensionPath ?? '', /[\\/]extensions[\\/]tidemark\.tidemark-/);
	});

	it('opens a file of an old version', async () => {
		const version = await find(undefined, 'v1.0.0');
		const labels = await find(version, 'instances.json');
		const { command } = parts.versions.getTreeItem(labels);
		assert.ok(command, 'a click on the row does something');
		await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
		const document = await activeDocument();
		const parsed = JSON.parse(document.getText()) as { info: { version: string }; images: unknown[] };
		assert.equal(parsed.info.version, '1.0.0');
		assert.equal(parsed.images.length, 96);
	});

	async function find(parent: unknown, label: string): Promise<unknown> {
		for (const row of await parts.versions.getChildren(parent))
			if (labelOf(parts.versions.getTreeItem(row)) === label) return row;
		throw new Error(`no row "${label}"`);
	}
});

function labelOf(item: vscode.TreeItem): string | undefined {
	return typeof item.label === 'string' ? item.label : item.label?.label;
}

async function activeDocument(): Promise<vscode.TextDocument> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const document = vscode.window.activeTextEditor?.document;
		if (document?.uri.scheme === 'tidemark') return document;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('no file of a version was opened');
}
