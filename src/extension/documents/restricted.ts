import * as vscode from 'vscode';
import { TidemarkError } from '../../core/errors.ts';
import type { Side } from '../../core/model.ts';
import type { Project } from '../../platform/project/project.ts';

/** In Restricted Mode only content that is on this machine may be opened; throws `notApproved` for the rest. */
export async function requireTrustOrLocal(project: Project, side: Side, path: string): Promise<void> {
	if (vscode.workspace.isTrusted || (await project.isLocal(side, path))) return;
	throw new TidemarkError(
		'notApproved',
		vscode.l10n.t('The content of {0} is not on this machine, and Restricted Mode fetches nothing.', path),
		{ next: vscode.l10n.t('Trust the folder to fetch it.') },
	);
}
