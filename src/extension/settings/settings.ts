import * as vscode from 'vscode';

const section = 'tidemark';

/** Whether the status bar item takes the warning colour for artifacts that are on this machine only. */
export function statusBarWarns(): boolean {
	return vscode.workspace.getConfiguration(section).get('statusBar.warn', true);
}

/** Turns the warning colour off for this workspace. */
export async function stopWarning(): Promise<void> {
	const target = vscode.ConfigurationTarget.Workspace;
	await vscode.workspace.getConfiguration(section).update('statusBar.warn', false, target);
}

/** Whether remotes that were approved before are asked again when the window gets focus. */
export function checksOnFocus(): boolean {
	return vscode.workspace.getConfiguration(section).get('unpushed.checkOnFocus', true);
}
