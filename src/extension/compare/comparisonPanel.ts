import * as vscode from 'vscode';
import type { SideName } from '../../core/compare/messages.ts';
import { describeError, TidemarkError } from '../../core/errors.ts';
import { ComparisonSession } from './comparisonSession.ts';
import type { CompareDeps } from './deps.ts';
import { panelHtml, panelTitle } from './panelHtml.ts';
import { pickSide } from './pickSide.ts';
import type { SessionPorts } from './sessionPorts.ts';

const openPanels = new Map<vscode.WebviewPanel, ComparisonSession>();

/** Brings an open panel of the same two sides to the front; false when there is none. */
export function revealComparison(a: SideName, b: SideName): boolean {
	const wanted = JSON.stringify([a.side, b.side]);
	for (const [panel, session] of openPanels) {
		if (JSON.stringify(session.sides.map(({ side }) => side)) !== wanted) continue;
		panel.reveal();
		return true;
	}
	return false;
}

/** What a panel may do and load: scripts, from `dist` alone. */
export function webviewOptions(context: vscode.ExtensionContext): vscode.WebviewOptions {
	return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(context.extensionUri, 'dist')] };
}

/** Fills a panel with the comparison of two sides and keeps it going until it is closed. */
export function runComparison(
	deps: CompareDeps,
	panel: vscode.WebviewPanel,
	a: SideName,
	b: SideName,
): vscode.Disposable {
	const session = new ComparisonSession(portsOf(deps, panel), a, b);
	openPanels.set(panel, session);
	panel.webview.options = webviewOptions(deps.context);
	panel.iconPath = new vscode.ThemeIcon('diff-multiple');
	panel.title = panelTitle(a, b);
	const listener = panel.webview.onDidReceiveMessage((message) => session.receive(message));
	panel.webview.html = pageOf(deps, panel.webview, a, b);
	const closing = panel.onDidDispose(() => {
		openPanels.delete(panel);
		listener.dispose();
		closing.dispose();
		session.dispose().catch((error: unknown) => deps.log.warn(describeError(error)));
	});
	return panel;
}

function portsOf(deps: CompareDeps, panel: vscode.WebviewPanel): SessionPorts {
	const { project, log } = deps;
	return {
		project,
		log,
		// A panel that is closed meanwhile refuses messages; nobody waits for them.
		post: (message) => void panel.webview.postMessage(message).then(undefined, () => undefined),
		sidesChanged: (a, b) => {
			panel.title = panelTitle(a, b);
		},
		openVersionFile: (side, path) => deps.openVersionFile(side, path),
		diffVersionFiles: (a, b, path, oldPath) => deps.diffVersionFiles(a, b, path, oldPath),
		pickSide: (current) => pickSide(project, current),
		copy: async (text) => vscode.env.clipboard.writeText(text),
		readFile,
		showError: (error) => showError(deps, error),
	};
}

async function readFile(absolutePath: string, maxBytes: number): Promise<Uint8Array> {
	const uri = vscode.Uri.file(absolutePath);
	const { size } = await vscode.workspace.fs.stat(uri);
	if (size > maxBytes) {
		const what = vscode.l10n.t('The picture is larger than {0} MiB.', maxBytes / 1024 / 1024);
		throw new TidemarkError('unsupported', what);
	}
	return vscode.workspace.fs.readFile(uri);
}

function showError(deps: CompareDeps, error: unknown): void {
	const message = describeError(error);
	deps.log.error(message);
	void vscode.window.showErrorMessage(message);
}

function pageOf(deps: CompareDeps, webview: vscode.Webview, a: SideName, b: SideName): string {
	const dist = vscode.Uri.joinPath(deps.context.extensionUri, 'dist');
	const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
	return panelHtml({
		script: address('compareView.js'),
		style: address('compareView.css'),
		language: vscode.env.language,
		names: [a.name, b.name],
		translations: textsOnly(vscode.l10n.bundle),
	});
}

function textsOnly(bundle: typeof vscode.l10n.bundle): Readonly<Record<string, string>> | undefined {
	return bundle === undefined ? undefined : Object.fromEntries(Object.entries(bundle));
}
