import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Activation } from '../../src/extension/activate.ts';
import type { ProjectModel } from '../../src/extension/projects/projectModel.ts';
import type { Node } from '../../src/extension/views/nodes.ts';
import type { NodeTree } from '../../src/extension/views/nodeTree.ts';

const extensionId = 'tidemark.tidemark';

/** The extension under test; throws when VS Code does not know it. */
export function extension(): vscode.Extension<Activation> {
	const found = vscode.extensions.getExtension<Activation>(extensionId);
	assert.ok(found, `${extensionId} is not installed`);
	return found;
}

/** The parts of the running extension. */
export function parts(): Promise<Activation> {
	return Promise.resolve(extension().activate());
}

/** The project of the open folder. */
export async function openedProject(): Promise<ProjectModel> {
	const [model] = await (await parts()).projects.all();
	assert.ok(model, 'the open folder is in no git repository');
	return model;
}

/** The row with this label under a row, or at the top. */
export async function row(tree: NodeTree, label: string, parent?: Node): Promise<Node> {
	const rows = await tree.getChildren(parent);
	const found = rows.find((node) => tree.getTreeItem(node).label === label);
	assert.ok(found, `no row ${label} among ${labels(tree, rows).join(', ')}`);
	return found;
}

export function labels(tree: NodeTree, rows: readonly Node[]): readonly string[] {
	return rows.map((node) => String(tree.getTreeItem(node).label));
}

/** Waits until `condition` holds; throws after ten seconds. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
	for (let attempt = 0; attempt < 200; attempt++) {
		if (await condition()) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	assert.fail(`not within ten seconds: ${what}`);
}
