/** View type of the comparison panel; VS Code restores it by this name (`onWebviewPanel:` in the manifest). */
export const COMPARISON_VIEW = 'tidemark.comparison';
