import * as vscode from 'vscode';
import { revealComparison, runComparison, webviewOptions } from './comparisonPanel.ts';
import type { CompareDeps, NamedSide } from './deps.ts';
import { panelTitle } from './panelHtml.ts';
import { COMPARISON_VIEW } from './viewType.ts';

/** Opens the comparison of two sides in an editor tab, or shows the tab that has it already. */
export async function openComparison(deps: CompareDeps, a: NamedSide, b: NamedSide): Promise<void> {
	if (revealComparison(a, b)) return;
	const panel = vscode.window.createWebviewPanel(
		COMPARISON_VIEW,
		panelTitle(a, b),
		vscode.ViewColumn.Active,
		{ ...webviewOptions(deps.context), enableFindWidget: true },
	);
	runComparison(deps, panel, a, b);
}
