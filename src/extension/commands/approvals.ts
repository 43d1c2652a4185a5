import * as vscode from 'vscode';
import type { Approval } from '../../platform/project/approvals.ts';
import type { ConsentPrompt } from '../consent/consentPrompt.ts';
import type { CommandTable } from './command.ts';

/** Storage Approvals…: the places Tidemark may contact; those that are unticked are asked for again. */
export function approvalCommands(consent: ConsentPrompt): CommandTable {
	return {
		'tidemark.approvals': async () => {
			const stored = await consent.stored();
			const approvals = await stored.list();
			if (approvals.length === 0) return tellNone();
			const items = approvals.map((approval) => ({ ...itemOf(approval), approval }));
			const kept = await vscode.window.showQuickPick(items, {
				title: vscode.l10n.t('Storage Tidemark may contact'),
				placeHolder: vscode.l10n.t('Untick a place to revoke it'),
				canPickMany: true,
			});
			if (kept === undefined) return;
			const stay = new Set(kept.map(({ approval }) => approval));
			for (const approval of approvals) if (!stay.has(approval)) await stored.revoke(approval);
		},
	};
}

function tellNone(): void {
	const text = vscode.l10n.t('No storage has been approved yet. Tidemark asks when it first needs one.');
	void vscode.window.showInformationMessage(text);
}

function itemOf({ url, endpoint, identity, access }: Approval): vscode.QuickPickItem {
	const kind = access === 'write' ? vscode.l10n.t('reading and writing') : vscode.l10n.t('reading');
	const description = [kind, endpoint, identity].filter((part) => part !== undefined).join(' · ');
	return { label: url, description, picked: true };
}
