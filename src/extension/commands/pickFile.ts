import * as vscode from 'vscode';
import type { Artifact } from '../../core/model.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { pickSide } from './pickSide.ts';
import { pickProject } from './picks.ts';
import type { PathTarget } from './targets.ts';

/** Asks for a version, then for a file of one of its artifacts. */
export async function pickFile(projects: ProjectSet): Promise<PathTarget | undefined> {
	const model = await pickProject(projects);
	if (model === undefined) return undefined;
	const title = vscode.l10n.t('A file of which version?');
	const side = await pickSide(model, { title, withWorkTree: true });
	if (side === undefined) return undefined;
	const { artifacts } = await model.project.snapshot(side.side);
	const artifact = await pickArtifact(artifacts, side.name);
	if (artifact === undefined) return undefined;
	const path = artifact.isFolder ? await pickInside(model, artifact) : artifact.path;
	return path === undefined ? undefined : { model, side, path };
}

async function pickArtifact(artifacts: readonly Artifact[], title: string): Promise<Artifact | undefined> {
	const items = artifacts.map((artifact) => ({
		label: artifact.path,
		description: artifact.format ?? '',
		artifact,
	}));
	return (await vscode.window.showQuickPick(items, { title }))?.artifact;
}

async function pickInside(model: ProjectModel, artifact: Artifact): Promise<string | undefined> {
	const entries = (await model.project.files(artifact)).map(({ path }) => path);
	const path = await vscode.window.showQuickPick(entries, { title: artifact.path });
	return path === undefined ? undefined : `${artifact.path}/${path}`;
}
