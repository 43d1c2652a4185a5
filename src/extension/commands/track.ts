import * as vscode from 'vscode';
import { TidemarkError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { TrackResult } from '../../platform/project/project.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { editorWording } from '../support/editorWording.ts';
import { withProgress } from '../support/progress.ts';
import type { CommandTable } from './command.ts';
import { trackQuestion, trackSummary } from './trackTexts.ts';

/** Track Artifact: files and folders of the explorer, or picked in a dialog. */
export function trackCommands(projects: ProjectSet, log: Log): CommandTable {
	return {
		'tidemark.track': async (...args) => {
			const uris = await chosenUris(args);
			for (const [model, paths] of await byProject(projects, uris)) await track(model, paths, log);
		},
	};
}

async function chosenUris(args: readonly unknown[]): Promise<readonly vscode.Uri[]> {
	const [first, all] = args;
	const chosen: readonly unknown[] = Array.isArray(all) ? all : [first];
	const uris = chosen.filter((one) => one instanceof vscode.Uri);
	return uris.length > 0 ? uris : pickFiles();
}

async function pickFiles(): Promise<readonly vscode.Uri[]> {
	const w = editorWording();
	const folder = { label: w.t('A folder…'), canSelectFolders: true };
	const files = { label: w.t('Files…'), canSelectFolders: false };
	const kind = await vscode.window.showQuickPick([folder, files], { title: w.t('Track what?') });
	if (kind === undefined) return [];
	const { canSelectFolders } = kind;
	const options: vscode.OpenDialogOptions = {
		canSelectFolders,
		canSelectFiles: !canSelectFolders,
		canSelectMany: true,
		openLabel: w.t('Track'),
	};
	const defaultUri = vscode.workspace.workspaceFolders?.[0]?.uri;
	const dialog = defaultUri === undefined ? options : { ...options, defaultUri };
	return (await vscode.window.showOpenDialog(dialog)) ?? [];
}

async function byProject(
	projects: ProjectSet,
	uris: readonly vscode.Uri[],
): Promise<ReadonlyMap<ProjectModel, readonly string[]>> {
	const groups = new Map<ProjectModel, string[]>();
	for (const uri of uris) {
		const place = await projects.holding(uri);
		if (place === undefined) throw outside(uri);
		groups.set(place.model, [...(groups.get(place.model) ?? []), place.path]);
	}
	return groups;
}

function outside(uri: vscode.Uri): TidemarkError {
	const what = vscode.l10n.t('{0} is not in a git work tree of this window.', uri.fsPath);
	return new TidemarkError('refused', what, {
		kept: vscode.l10n.t('Nothing was changed.'),
		next: vscode.l10n.t('Open its repository’s folder, or run git init there.'),
	});
}

/** Shows what would happen, asks only where it makes something new or moves a lot, then does it. */
async function track(model: ProjectModel, paths: readonly string[], log: Log): Promise<void> {
	const title = vscode.l10n.t('Tracking {0}', paths.join(', '));
	const plan = await withProgress(title, (options) => model.project.planTrack(paths, options));
	const { message, detail, accept } = trackQuestion(editorWording(), plan);
	log.info(`${message} ${detail}`);
	if (plan.initialises) {
		const answer = await vscode.window.showInformationMessage(message, { modal: true, detail }, accept);
		if (answer !== accept) return;
	}
	const results = await withProgress(message, (options) => model.project.track(paths, options));
	tell(model, results, log);
	model.pointersChanged();
	await model.check({ remote: false });
}

function tell(model: ProjectModel, results: readonly TrackResult[], log: Log): void {
	for (const { pointerFile, written } of results) log.info(`${pointerFile}: ${written.join(', ')}`);
	const [first] = results;
	if (first === undefined) return;
	const open = vscode.l10n.t('Open Pointer');
	const push = vscode.l10n.t('Push');
	const text = trackSummary(editorWording(), results);
	void vscode.window.showInformationMessage(text, open, push).then((pressed) => {
		if (pressed === open) return vscode.commands.executeCommand('vscode.open', model.uri(first.pointerFile));
		if (pressed !== push) return undefined;
		const uris = results.map(({ path }) => model.uri(path));
		return vscode.commands.executeCommand('tidemark.push', uris[0], uris);
	});
}
