import * as vscode from 'vscode';
import { parseSavedSides } from '../../core/compare/savedState.ts';
import { COMPARISON_VIEW, runComparison } from './comparisonPanel.ts';
import type { CompareDeps } from './deps.ts';

/**
 * Brings comparisons back after a window reload (activation event `onWebviewPanel:tidemark.comparison`). The panel
 * keeps its filters itself; its two sides come from what it saved. `depsFor` gives the project at a root folder,
 * undefined when that folder is no longer open: then the panel is closed.
 */
export function registerComparisonRestore(
	depsFor: (root: string) => Promise<CompareDeps | undefined>,
): vscode.Disposable {
	return vscode.window.registerWebviewPanelSerializer(COMPARISON_VIEW, {
		deserializeWebviewPanel: async (panel, state) => {
			const saved = parseSavedSides(state);
			const deps = saved === undefined ? undefined : await depsFor(saved.root);
			if (saved === undefined || deps === undefined) panel.dispose();
			else runComparison(deps, panel, saved.a, saved.b);
		},
	});
}
