import * as vscode from 'vscode';
import { TidemarkError } from '../../core/errors.ts';
import type { Artifact } from '../../core/model.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { editorWording } from '../support/editorWording.ts';
import { artifactRow } from '../views/rows/artifactRow.ts';

/** The window's project; asks which when there are several. Undefined when the person turns away. */
export async function pickProject(projects: ProjectSet): Promise<ProjectModel | undefined> {
	const models = await projects.all();
	const [only] = models;
	if (only === undefined) throw noProject();
	if (models.length === 1) return only;
	const items = models.map((model) => ({ label: model.name, description: model.project.root, model }));
	const title = vscode.l10n.t('Which repository?');
	return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.model;
}

function noProject(): TidemarkError {
	return new TidemarkError('notFound', vscode.l10n.t('No open folder is in a git repository.'), {
		next: vscode.l10n.t('Open a folder with a git repository.'),
	});
}

/** Artifacts of the work tree a person picks among those that pass; undefined when they turn away. */
export async function pickArtifacts(
	model: ProjectModel,
	title: string,
	wanted: (artifact: Artifact) => boolean,
): Promise<readonly string[] | undefined> {
	const { artifacts } = await model.snapshot();
	const w = editorWording();
	const items = artifacts.filter(wanted).map((artifact) => {
		const { description } = artifactRow(w, artifact, model.status(artifact.path));
		return { label: artifact.path, description: description ?? '' };
	});
	const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
	return picked === undefined || picked.length === 0 ? undefined : picked.map(({ label }) => label);
}

/** Content that a pointer names and a remote may hold. */
export function isStored(artifact: Artifact): boolean {
	return artifact.system !== 'git' && artifact.cached;
}
