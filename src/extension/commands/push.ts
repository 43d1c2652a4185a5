import * as vscode from 'vscode';
import type { Side } from '../../core/model.ts';
import type { Log } from '../../core/ports.ts';
import type { ConsentPrompt } from '../consent/consentPrompt.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { withProgress } from '../support/progress.ts';
import type { CommandTable } from './command.ts';
import { isStored, pickArtifacts, pickProject } from './picks.ts';
import { bySide, targetsOf } from './targets.ts';
import { tellOutcome } from './transferOutcome.ts';

/** What pushing needs. */
export interface PushDeps {
	readonly projects: ProjectSet;
	readonly consent: ConsentPrompt;
	readonly log: Log;
}

interface PushTask {
	readonly model: ProjectModel;
	readonly name: string;
	readonly side: Side | 'allTags';
	readonly paths: readonly string[] | undefined;
}

/** Push of artifacts, of a version, of everything the work tree tracks, and of all tags. */
export function pushCommands(deps: PushDeps): CommandTable {
	return {
		'tidemark.push': async (...args) => {
			const targets = bySide(await targetsOf(deps.projects, args));
			const tasks = targets.map(({ model, side, paths }) => ({
				model,
				name: side.name,
				side: side.side,
				paths,
			}));
			for (const task of tasks.length > 0 ? tasks : await pickTasks(deps.projects)) await push(deps, task);
		},
		'tidemark.pushAll': async () => {
			for (const model of await deps.projects.all()) await push(deps, wholeWorkTree(model));
		},
		'tidemark.pushAllVersions': async () => {
			const name = vscode.l10n.t('all versions');
			const model = await pickProject(deps.projects);
			if (model !== undefined) await push(deps, { model, name, side: 'allTags', paths: undefined });
		},
	};
}

function wholeWorkTree(model: ProjectModel): PushTask {
	return { model, name: model.name, side: { type: 'workspace' }, paths: undefined };
}

async function pickTasks(projects: ProjectSet): Promise<readonly PushTask[]> {
	const model = await pickProject(projects);
	if (model === undefined) return [];
	const title = vscode.l10n.t('Push which artifacts?');
	const paths = await pickArtifacts(model, title, (artifact) => isStored(artifact) && artifact.push);
	return paths === undefined ? [] : [{ ...wholeWorkTree(model), paths }];
}

async function push(deps: PushDeps, task: PushTask): Promise<void> {
	const { model, side, paths } = task;
	const what = paths === undefined ? task.name : paths.join(', ');
	const report = await withProgress(vscode.l10n.t('Pushing {0}', what), (options) =>
		deps.consent.whileAsking(() => model.project.push({ side, paths }, options)),
	);
	tellOutcome(deps.log, report, 'push', () => push(deps, task));
	await deps.consent.whileAsking(() => model.check({ remote: true }));
}
