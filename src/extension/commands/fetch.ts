import * as vscode from 'vscode';
import type { ProjectModel } from '../projects/projectModel.ts';
import { withProgress } from '../support/progress.ts';
import type { CommandTable } from './command.ts';
import { isStored, pickArtifacts, pickProject } from './picks.ts';
import type { PushDeps } from './push.ts';
import { bySide, targetsOf } from './targets.ts';
import { tellOutcome } from './transferOutcome.ts';

type FetchTask = ReturnType<typeof bySide>[number];

/** Fetch: content of artifacts, files or whole versions into the cache; the work tree stays as it is. */
export function fetchCommands(deps: PushDeps): CommandTable {
	return {
		'tidemark.fetch': async (...args) => {
			const tasks = bySide(await targetsOf(deps.projects, args));
			for (const task of tasks.length > 0 ? tasks : await pickTasks(deps)) await fetchContent(deps, task);
		},
	};
}

/** Brings content to the cache, with progress; false when some of it failed. */
export async function fetchContent(deps: PushDeps, task: FetchTask): Promise<boolean> {
	const { model, side, paths } = task;
	const what = paths === undefined ? side.name : paths.join(', ');
	const report = await withProgress(vscode.l10n.t('Fetching {0}', what), (options) =>
		deps.consent.whileAsking(() => model.project.fetch({ side: side.side, paths }, options)),
	);
	tellOutcome(deps.log, report, 'fetch', () => fetchContent(deps, task));
	// Content that is here now tells its format, which its pointer could not.
	model.pointersChanged();
	await model.check({ remote: false });
	return report.results.every(({ outcome }) => outcome !== 'failed');
}

async function pickTasks(deps: PushDeps): Promise<readonly FetchTask[]> {
	const model = await pickProject(deps.projects);
	if (model === undefined) return [];
	const paths = await pickArtifacts(model, vscode.l10n.t('Fetch which artifacts?'), isStored);
	return paths === undefined ? [] : [workTreeTask(model, paths)];
}

/** Fetch of the work tree's own pointers. */
export function workTreeTask(model: ProjectModel, paths: readonly string[] | undefined): FetchTask {
	return { model, side: { name: model.name, side: { type: 'workspace' } }, paths };
}
