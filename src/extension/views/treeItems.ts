import * as vscode from 'vscode';
import { plainText } from '../../core/compare/plainText.ts';
import { describeError } from '../../core/errors.ts';
import type { NamedSide } from '../compare/deps.ts';
import type { Wording } from '../support/wording.ts';
import type { Node, WorkTreeNode } from './nodes.ts';
import { artifactRow, versionArtifactRow } from './rows/artifactRow.ts';
import * as plain from './rows/plainRows.ts';
import type { Row, RowIcon } from './rows/row.ts';
import { countChanges } from './rows/snapshotChanges.ts';
import { openedRow, versionRow, workTreeRow } from './rows/versionRow.ts';
import { rowUri } from './rowUri.ts';

/** A row as the editor wants it; its tooltip comes when it is asked for. */
export function drawNode(w: Wording, node: Node): vscode.TreeItem {
	const row = rowOf(w, node);
	const item = new vscode.TreeItem(plainText(row.label), collapsibleStates[row.collapsible]);
	item.id = node.id;
	item.contextValue = row.context;
	item.accessibilityInformation = { label: plainText(row.spoken) };
	if (row.description !== undefined) item.description = plainText(row.description);
	if (row.icon !== undefined) item.iconPath = iconOf(row.icon);
	const uri = rowUri(node);
	if (uri !== undefined) item.resourceUri = uri;
	const command = clickCommand(node);
	if (command !== undefined) item.command = command;
	return item;
}

const collapsibleStates: Readonly<Record<Row['collapsible'], vscode.TreeItemCollapsibleState>> = {
	no: vscode.TreeItemCollapsibleState.None,
	collapsed: vscode.TreeItemCollapsibleState.Collapsed,
	expanded: vscode.TreeItemCollapsibleState.Expanded,
};

function iconOf({ id, color }: RowIcon): vscode.ThemeIcon {
	if (id === 'file') return vscode.ThemeIcon.File;
	return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function rowOf(w: Wording, node: Node): Row {
	switch (node.type) {
		case 'project':
			return plain.projectRow(node.model.name);
		case 'offer':
			return plain.offerRow(w, node.files, node.bytes);
		case 'kind':
			return plain.kindRow(w, node.group, node.artifacts.length);
		case 'artifact':
			return ofWorkTree(node)
				? artifactRow(w, node.artifact, node.model.status(node.artifact.path))
				: versionArtifactRow(w, node.artifact, node.previous);
		case 'folder':
			return plain.folderRow(
				w,
				node.inside,
				node.entries.length,
				ofWorkTree(node) ? 'folder' : 'versionFolder',
			);
		case 'file':
			return plain.fileRow(w, node.entry.path, node.entry.size, ofWorkTree(node) ? 'file' : 'versionFile');
		case 'broken':
			return plain.brokenRow(w, node.broken);
		case 'more':
			return plain.moreRow(w, node.shown, node.total);
		case 'problem':
			return plain.problemRow(w, describeError(node.error));
		case 'workTree':
			return workTreeRow(w, changesOf(node), node.since);
		case 'releaseGroup':
			return plain.releaseGroupRow(w, node.name, node.versions.length);
		case 'version':
			return versionNodeRow(w, node);
	}
}

function changesOf({ changed, model }: WorkTreeNode): number | undefined {
	return changed === undefined ? undefined : countChanges(changed, model.statuses.values());
}

function ofWorkTree(node: { readonly side: NamedSide }): boolean {
	return node.side.side.type === 'workspace';
}

function versionNodeRow(w: Wording, { side, version, parent }: Extract<Node, { type: 'version' }>): Row {
	if (version === undefined) {
		return openedRow(w, side.name, side.side.type === 'commit' ? side.side.commit : '');
	}
	return versionRow(w, version, parent?.type === 'releaseGroup');
}

const clickCommands: Partial<Record<Node['type'], string>> = {
	artifact: 'tidemark.openFile',
	file: 'tidemark.openFile',
	broken: 'tidemark.openPointer',
	more: 'tidemark.showMore',
	offer: 'tidemark.getData',
	problem: 'tidemark.retryRow',
};

function clickCommand(node: Node): vscode.Command | undefined {
	const command = clickCommands[node.type];
	if (command === undefined || (node.type === 'artifact' && node.artifact.isFolder)) return undefined;
	return { command, title: '', arguments: [node] };
}
