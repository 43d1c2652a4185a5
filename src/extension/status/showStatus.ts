import * as vscode from 'vscode';
import type { CommandTable } from '../commands/command.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { stopWarning } from '../settings/settings.ts';
import { editorWording } from '../support/editorWording.ts';
import { artifactRow } from '../views/rows/artifactRow.ts';
import { stateWords } from '../views/rows/stateWords.ts';

interface StatusAction extends vscode.QuickPickItem {
	readonly run?: () => unknown;
}

/** What a click on the status bar item offers: push, what is not pushed, ask again, no more warning. */
export function statusCommands(projects: ProjectSet): CommandTable {
	return {
		'tidemark.showStatus': async () => {
			const models = await projects.all();
			const title = vscode.l10n.t('Unpushed artifacts');
			const picked = await vscode.window.showQuickPick(actions(models), { title, matchOnDescription: true });
			await picked?.run?.();
		},
	};
}

function actions(models: readonly ProjectModel[]): readonly StatusAction[] {
	const { t } = editorWording();
	const unpushed = models.flatMap((model) => unpushedItems(model));
	const run = (command: string) => () => vscode.commands.executeCommand(command);
	const push = { label: `$(cloud-upload) ${t('Push all')}`, run: run('tidemark.pushAll') };
	return [
		...(unpushed.length > 0 && vscode.workspace.isTrusted ? [push] : []),
		...(vscode.workspace.isTrusted
			? [{ label: `$(sync) ${t('Check now')}`, run: run('tidemark.checkNow') }]
			: []),
		{ label: `$(bell-slash) ${t('Don’t warn in this folder')}`, run: stopWarning },
		...(unpushed.length > 0 ? [{ label: t('push one'), kind: vscode.QuickPickItemKind.Separator }] : []),
		...unpushed,
	];
}

function unpushedItems(model: ProjectModel): readonly StatusAction[] {
	const w = editorWording();
	return [...model.statuses.values()]
		.filter(({ remote }) => remote === 'unpushed')
		.map((status) => {
			const { artifact } = status;
			const { description } = artifactRow(w, artifact, status);
			const label = `$(${stateWords(w, status).icon.id}) ${artifact.path}`;
			const uri = model.uri(artifact.path);
			const run = (): unknown => vscode.commands.executeCommand('tidemark.push', uri);
			return { label, description: description ?? '', run };
		});
}
