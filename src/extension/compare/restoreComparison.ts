import * as vscode from 'vscode';
import { parseSavedSides } from '../../core/compare/savedState.ts';
import type { CompareDeps } from './deps.ts';
import { COMPARISON_VIEW } from './viewType.ts';

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
			if (saved === undefined || deps === undefined) {
				panel.dispose();
				return;
			}
			// Loaded here, not at start: most windows have no comparison to bring back.
			const { runComparison } = await import('./comparisonPanel.ts');
			runComparison(deps, panel, saved.a, saved.b);
		},
	});
}
