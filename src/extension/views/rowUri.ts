import * as vscode from 'vscode';
import { type Node, pathOf } from './nodes.ts';

/** Scheme of rows' own addresses: icons and decorations apply, but not git's grey of ignored files. */
export const rowScheme = 'tidemark-row';

/** Address of an artifact or file row; rows of the work tree can be told from those of versions. */
export function rowUri(node: Node): vscode.Uri | undefined {
	const path = pathOf(node);
	if (path === undefined || !('side' in node)) return undefined;
	const { side } = node.side;
	const query = side.type === 'workspace' ? node.model.project.root : '';
	const fragment = side.type === 'workspace' ? '' : side.commit;
	return vscode.Uri.from({ scheme: rowScheme, path: `/${path}`, query, fragment });
}

/** Address of an artifact's row in the work tree. */
export function workTreeRowUri(root: string, path: string): vscode.Uri {
	return vscode.Uri.from({ scheme: rowScheme, path: `/${path}`, query: root });
}
