import * as vscode from 'vscode';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';

/** Above this many, the explorer's menus do without knowing which files are tracked. */
const mostTracked = 5000;

/** Sets the keys that welcome texts and menus depend on. */
export class ViewState {
	readonly #projects: ProjectSet;

	constructor(projects: ProjectSet) {
		this.#projects = projects;
	}

	/** Reads what is known already, and sets `tidemark.state` (`noGit`, `empty`, `ready`) and `tidemark.tracked`. */
	async update(): Promise<void> {
		const models = this.#projects.ready;
		const snapshots = await Promise.all(
			models.map(async (model) => ({ model, snapshot: await model.snapshot() })),
		);
		const isEmpty = snapshots.every(
			({ snapshot }) => snapshot.artifacts.length + snapshot.broken.length === 0,
		);
		await setKey('state', models.length === 0 ? 'noGit' : isEmpty ? 'empty' : 'ready');
		const tracked = snapshots.flatMap(({ model, snapshot }) =>
			snapshot.artifacts.filter(({ system }) => system !== 'git').map(({ path }) => fsPath(model, path)),
		);
		await setKey('tracked', tracked.slice(0, mostTracked));
	}
}

function fsPath(model: ProjectModel, path: string): string {
	return model.uri(path).fsPath;
}

async function setKey(name: string, value: unknown): Promise<void> {
	await vscode.commands.executeCommand('setContext', `tidemark.${name}`, value);
}
