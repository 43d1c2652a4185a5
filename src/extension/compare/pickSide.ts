import * as vscode from 'vscode';
import type { SideName } from '../../core/compare/messages.ts';
import { plainText } from '../../core/compare/plainText.ts';
import type { Project } from '../../platform/project/project.ts';

interface SideItem extends vscode.QuickPickItem {
	readonly chosen?: SideName;
}

/** Asks for another version to compare with: the work tree or a tag. Undefined when dismissed. */
export async function pickSide(project: Project, current: SideName): Promise<SideName | undefined> {
	const picked = await vscode.window.showQuickPick(sideItems(project), {
		title: vscode.l10n.t('Compare with Another Version'),
		placeHolder: vscode.l10n.t('Instead of {0}', plainText(current.name)),
		matchOnDescription: true,
	});
	return picked?.chosen;
}

async function sideItems(project: Project): Promise<SideItem[]> {
	const versions = await project.versions();
	const workTree = { name: vscode.l10n.t('Work tree'), side: { type: 'workspace' } as const };
	return [
		{ label: `$(edit) ${workTree.name}`, chosen: workTree },
		{ label: vscode.l10n.t('Releases'), kind: vscode.QuickPickItemKind.Separator },
		...versions.map(({ name, commit, time, message }) => ({
			label: `$(tag) ${plainText(name)}`,
			description: new Date(time).toLocaleDateString(vscode.env.language),
			detail: plainText(message.split('\n', 1)[0] ?? '', 120),
			chosen: { name, side: { type: 'commit' as const, commit } },
		})),
	];
}
