import * as vscode from 'vscode';
import { describeError } from '../../core/errors.ts';
import type { NamedSide } from '../compare/deps.ts';
import type { Wording } from '../support/wording.ts';
import { type Node, pathOf } from './nodes.ts';
import { artifactFacts, type Fact, known } from './rows/artifactFacts.ts';
import { artifactRow, versionArtifactRow } from './rows/artifactRow.ts';
import * as plain from './rows/plainRows.ts';
import type { Row, RowIcon } from './rows/row.ts';
import { openedRow, versionFacts, versionRow, workTreeRow } from './rows/versionRow.ts';
import { rowUri } from './rowUri.ts';

/** A row as the editor wants it; its tooltip comes when it is asked for. */
export function drawNode(w: Wording, node: Node): vscode.TreeItem {
	const row = rowOf(w, node);
	const item = new vscode.TreeItem(row.label, collapsibleStates[row.collapsible]);
	item.id = node.id;
	item.contextValue = row.context;
	item.accessibilityInformation = { label: row.spoken };
	if (row.description !== undefined) item.description = row.description;
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
			return workTreeRow(w, node.changes, node.since);
		case 'releaseGroup':
			return plain.releaseGroupRow(w, node.name, node.versions.length);
		case 'version':
			return versionNodeRow(w, node);
	}
}

function ofWorkTree(node: { readonly side: NamedSide }): boolean {
	return node.side.side.type === 'workspace';
}

function versionNodeRow(w: Wording, { side, version, parent }: Extract<Node, { type: 'version' }>): Row {
	if (version === undefined) {
		return openedRow(w, side.name, side.side.type === 'commit' ? side.side.commit : '');
	}
	const inGroup = parent?.type === 'releaseGroup' && version.name.startsWith(parent.name);
	return versionRow(w, version, inGroup ? version.name.slice(parent.name.length) : version.name);
}

function clickCommand(node: Node): vscode.Command | undefined {
	const run = (command: string): vscode.Command => ({ command, title: '', arguments: [node] });
	switch (node.type) {
		case 'artifact':
			return node.artifact.isFolder ? undefined : run('tidemark.openFile');
		case 'file':
			return run('tidemark.openFile');
		case 'broken':
			return run('tidemark.openPointer');
		case 'more':
			return run('tidemark.showMore');
		case 'offer':
			return run('tidemark.getData');
		default:
			return undefined;
	}
}

/** Tooltip with everything that is known; data goes in as plain text. */
export function describeNode(w: Wording, node: Node): vscode.MarkdownString | undefined {
	const lines = factsOf(w, node);
	if (lines.length === 0) return undefined;
	const tooltip = new vscode.MarkdownString();
	for (const [index, [name, value]] of lines.entries()) {
		if (index > 0) tooltip.appendMarkdown('  \n');
		tooltip.appendMarkdown('**').appendText(name).appendMarkdown('** ').appendText(value);
	}
	return tooltip;
}

function factsOf(w: Wording, node: Node): readonly Fact[] {
	switch (node.type) {
		case 'artifact':
			return artifactFacts(
				w,
				node.artifact,
				ofWorkTree(node) ? node.model.status(node.artifact.path) : undefined,
			);
		case 'file':
			return known([
				[w.t('Path'), pathOf(node)],
				[node.entry.object?.algorithm ?? '', node.entry.object?.hash],
			]);
		case 'broken':
			return [[w.t('Broken'), node.broken.error.describe()]];
		case 'problem':
			return [[w.t('Problem'), describeError(node.error)]];
		case 'version':
			return node.version === undefined
				? known([[w.t('Commit'), node.side.side.type === 'commit' ? node.side.side.commit : undefined]])
				: versionFacts(w, node.version);
		default:
			return [];
	}
}
