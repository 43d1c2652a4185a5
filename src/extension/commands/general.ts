import * as vscode from 'vscode';
import type { ConsentPrompt } from '../consent/consentPrompt.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { unansweredText } from '../status/unansweredText.ts';
import { editorWording } from '../support/editorWording.ts';
import { withProgress } from '../support/progress.ts';
import type { NodeTree } from '../views/nodeTree.ts';
import type { CommandTable } from './command.ts';
import { isNode } from './targets.ts';

/** What the general commands need. */
export interface GeneralDeps {
	readonly projects: ProjectSet;
	readonly consent: ConsentPrompt;
	readonly trees: readonly NodeTree[];
	readonly showLog: () => void;
	/** `publisher.name` of this extension. */
	readonly extensionId: string;
}

/** Refresh, Check Now, Show Log, Show More, the retry of a row, Open Walkthrough. */
export function generalCommands(deps: GeneralDeps): CommandTable {
	return {
		'tidemark.refresh': () => refresh(deps.projects),
		'tidemark.checkNow': () => checkNow(deps),
		'tidemark.showLog': () => deps.showLog(),
		'tidemark.showMore': (node) => {
			if (isNode(node) && node.type === 'more') for (const tree of deps.trees) tree.showMore(node);
		},
		'tidemark.retryRow': (node) => retryRow(deps, node),
		'tidemark.openWalkthrough': () =>
			vscode.commands.executeCommand(
				'workbench.action.openWalkthrough',
				`${deps.extensionId}#tidemark.start`,
			),
	};
}

/** Lists again what could not be listed; now that the person asks, storage may be asked for. */
async function retryRow({ consent, trees }: GeneralDeps, node: unknown): Promise<void> {
	if (!isNode(node) || node.type !== 'problem') return;
	const { parent, model } = node;
	if (parent?.type === 'artifact') {
		const title = vscode.l10n.t('Reading {0}', parent.artifact.path);
		await withProgress(title, (options) =>
			consent.whileAsking(() => model.project.files(parent.artifact, options)),
		);
	}
	for (const tree of trees) tree.refreshRows((row) => row.id === parent?.id);
}

/** Reads everything anew; what was no repository may be one now. */
async function refresh(projects: ProjectSet): Promise<void> {
	const models = projects.ready;
	if (models.length === 0) return projects.reset();
	await Promise.all(models.map((model) => reread(model)));
}

async function reread(model: ProjectModel): Promise<void> {
	model.pointersChanged();
	model.refsChanged();
	await model.check({ remote: false });
}

/** Asks all remotes; a person who asked is told of those that gave no answer. */
async function checkNow(deps: GeneralDeps): Promise<void> {
	const models = await deps.projects.all();
	await askRemotes(models, deps.consent);
	const statuses = models.flatMap((model) => [...model.statuses.values()]);
	const text = unansweredText(editorWording(), statuses);
	if (text === undefined) return;
	const again = vscode.l10n.t('Retry');
	void vscode.window.showWarningMessage(text, again).then((pressed) => {
		return pressed === again ? vscode.commands.executeCommand('tidemark.checkNow') : undefined;
	});
}

async function askRemotes(models: readonly ProjectModel[], consent: ConsentPrompt): Promise<void> {
	const location = vscode.ProgressLocation.Window;
	const title = vscode.l10n.t('Asking remotes');
	await vscode.window.withProgress({ location, title }, async () => {
		await Promise.all(models.map((model) => consent.whileAsking(() => model.check({ remote: true }))));
	});
}
