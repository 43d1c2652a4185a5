import * as vscode from 'vscode';
import { TidemarkError } from '../../core/errors.ts';
import type { CheckoutReport } from '../../platform/project/project.ts';
import type { NamedSide } from '../compare/deps.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import { editorWording } from '../support/editorWording.ts';
import { withProgress } from '../support/progress.ts';
import { missingData } from '../views/rows/missingData.ts';
import { checkoutSummary } from './checkoutSummary.ts';
import type { CommandTable } from './command.ts';
import { fetchContent, workTreeTask } from './fetch.ts';
import { pickSide } from './pickSide.ts';
import { pickProject } from './picks.ts';
import type { PushDeps } from './push.ts';
import { bySide, isNode, targetsOf } from './targets.ts';

/** Checkout of a version's content into the work tree, and Get Data of This Version: fetch, then checkout. */
export function checkoutCommands(deps: PushDeps): CommandTable {
	return {
		'tidemark.checkout': async (...args) => {
			const chosen = bySide(await targetsOf(deps.projects, args));
			const tasks = chosen.length > 0 ? chosen : await pickTask(deps);
			for (const { model, side, paths } of tasks) {
				if (await fetchContent(deps, { model, side, paths })) await checkout(deps, model, side, paths);
			}
		},
		'tidemark.getData': async (node) => {
			const model = isNode(node) ? node.model : await pickProject(deps.projects);
			if (model !== undefined) await getData(deps, model);
		},
	};
}

/** Brings everything the work tree's pointers name and that is not here. */
async function getData(deps: PushDeps, model: ProjectModel): Promise<void> {
	if (model.statuses.size === 0) await model.check({ remote: false });
	const { paths } = missingData(model.statuses.values());
	if (paths.length === 0) {
		vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('All content is here already.')}`, 8000);
		return;
	}
	const task = workTreeTask(model, paths);
	await fetchContent(deps, task);
	await checkout(deps, model, task.side, paths);
}

async function checkout(
	deps: PushDeps,
	model: ProjectModel,
	side: NamedSide,
	paths: readonly string[] | undefined,
): Promise<void> {
	const title = vscode.l10n.t('Checking out {0}', paths?.join(', ') ?? side.name);
	const report = await withProgress(title, (options) => model.project.checkout(paths, side.side, options));
	tellCheckout(deps, report);
	await model.check({ remote: false });
}

function tellCheckout(deps: PushDeps, report: CheckoutReport): void {
	const text = checkoutSummary(editorWording(), report);
	deps.log.info(text);
	const [first] = report.failed;
	if (first !== undefined) throw new TidemarkError('missingObject', `${text} ${first.path}: ${first.reason}`);
	vscode.window.setStatusBarMessage(`$(check) ${text}`, 8000);
}

async function pickTask(
	deps: PushDeps,
): Promise<readonly { model: ProjectModel; side: NamedSide; paths: undefined }[]> {
	const model = await pickProject(deps.projects);
	if (model === undefined) return [];
	const title = vscode.l10n.t('Check out the content of which version?');
	const side = await pickSide(model, { title, withWorkTree: true });
	return side === undefined ? [] : [{ model, side, paths: undefined }];
}
