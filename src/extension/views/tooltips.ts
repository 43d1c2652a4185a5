import * as vscode from 'vscode';
import { plainText } from '../../core/compare/plainText.ts';
import { describeError } from '../../core/errors.ts';
import type { Wording } from '../support/wording.ts';
import { type Node, pathOf } from './nodes.ts';
import { artifactFacts, type Fact, known } from './rows/artifactFacts.ts';
import { versionFacts } from './rows/versionRow.ts';

/** Longest value a tooltip shows, in characters. */
const longest = 2000;

/** Tooltip with everything that is known; data goes in as plain text. */
export function describeNode(w: Wording, node: Node): vscode.MarkdownString | undefined {
	const lines = factsOf(w, node);
	if (lines.length === 0) return undefined;
	const tooltip = new vscode.MarkdownString();
	for (const [index, [name, value]] of lines.entries()) {
		if (index > 0) tooltip.appendMarkdown('  \n');
		tooltip.appendMarkdown('**').appendText(name).appendMarkdown('** ').appendText(plainLines(value));
	}
	return tooltip;
}

function plainLines(value: string): string {
	const lines = value.slice(0, longest).split(/\r?\n/u);
	return lines.map((line) => plainText(line, longest)).join('\n');
}

function factsOf(w: Wording, node: Node): readonly Fact[] {
	if (node.type === 'artifact') {
		const inWorkTree = node.side.side.type === 'workspace';
		return artifactFacts(w, node.artifact, inWorkTree ? node.model.status(node.artifact.path) : undefined);
	}
	if (node.type === 'file') {
		const { object } = node.entry;
		return known([
			[w.t('Path'), pathOf(node)],
			[object?.algorithm ?? '', object?.hash],
		]);
	}
	if (node.type === 'version') return versionNodeFacts(w, node);
	return problemFacts(w, node);
}

function versionNodeFacts(
	w: Wording,
	{ side: { side }, version }: Extract<Node, { type: 'version' }>,
): readonly Fact[] {
	if (version !== undefined) return versionFacts(w, version);
	return known([[w.t('Commit'), side.type === 'commit' ? side.commit : undefined]]);
}

function problemFacts(w: Wording, node: Node): readonly Fact[] {
	if (node.type === 'broken') return [[w.t('Broken'), node.broken.error.describe()]];
	return node.type === 'problem' ? [[w.t('Problem'), describeError(node.error)]] : [];
}
