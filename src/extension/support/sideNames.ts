import * as vscode from 'vscode';
import type { NamedSide } from '../compare/deps.ts';

/** What the files as they lie in the work tree are called. */
export function workTreeName(): string {
	return vscode.l10n.t('Work tree');
}

/** The work tree as a side of a comparison. */
export function workTreeSide(): NamedSide {
	return { name: workTreeName(), side: { type: 'workspace' } };
}
