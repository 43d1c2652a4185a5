import * as vscode from 'vscode';
import type { ProjectSet } from '../projects/projectSet.ts';
import type { CommandTable } from './command.ts';
import { pickSide } from './pickSide.ts';
import { pickProject } from './picks.ts';

/** Shows a row of the Versions view. */
export type RevealVersion = (root: string, name: string) => Promise<void>;

/** Open Version…: any tag, branch or commit as a row of the Versions view. */
export function openVersionCommands(projects: ProjectSet, reveal: RevealVersion): CommandTable {
	return {
		'tidemark.openVersion': async () => {
			const model = await pickProject(projects);
			if (model === undefined) return;
			const side = await pickSide(model, { title: vscode.l10n.t('Open Version'), withWorkTree: false });
			if (side === undefined) return;
			const isTag = (await model.versions()).some(({ name }) => name === side.name);
			if (!isTag) model.openSide(side);
			await reveal(model.project.root, side.name);
		},
	};
}
