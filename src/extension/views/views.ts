import * as vscode from 'vscode';
import { describeError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { ModelChange, ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import type { Decorations } from '../status/decorations.ts';
import type { LastKnown } from '../status/lastKnown.ts';
import type { StatusItem } from '../status/statusItem.ts';
import { addSummaries } from '../status/statusText.ts';
import { DisposableStore } from '../support/disposables.ts';
import { editorWording } from '../support/editorWording.ts';
import { formatArtifacts } from '../support/format.ts';
import { ArtifactsContent } from './artifactsContent.ts';
import type { Node } from './nodes.ts';
import { NodeTree } from './nodeTree.ts';
import { missingData } from './rows/missingData.ts';
import { VersionsContent } from './versionsContent.ts';
import { ViewState } from './viewState.ts';

/** What the views tell, and hear from. */
export interface ViewsDeps {
	readonly projects: ProjectSet;
	readonly status: StatusItem;
	readonly decorations: Decorations;
	readonly lastKnown: LastKnown;
	readonly log: Log;
}

/** The two trees of the sidebar; what changes in a project is drawn anew, and only that. */
export class Views implements vscode.Disposable {
	readonly artifacts: NodeTree;
	readonly versions: NodeTree;
	readonly #artifactsView: vscode.TreeView<Node>;
	readonly #versionsView: vscode.TreeView<Node>;
	readonly #deps: ViewsDeps;
	readonly #state: ViewState;
	readonly #store = new DisposableStore();
	/** Files that are not here, by project root, as last shown. */
	readonly #missing = new Map<string, number>();

	constructor(deps: ViewsDeps) {
		this.#deps = deps;
		this.#state = new ViewState(deps.projects);
		this.artifacts = this.#store.add(new NodeTree(new ArtifactsContent(deps.projects), deps.log));
		this.versions = this.#store.add(new NodeTree(new VersionsContent(deps.projects), deps.log));
		this.#artifactsView = this.#store.add(createView('tidemark.artifacts', this.artifacts));
		this.#versionsView = this.#store.add(createView('tidemark.versions', this.versions));
		this.#store.add(deps.projects.onDidOpen((models) => this.#follow(models)));
		this.#store.add(deps.projects.onDidClose(() => this.#refresh()));
		this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#showTrust()));
		this.#showTrust();
		this.#showBadge(deps.lastKnown.get()?.unpushed ?? 0);
	}

	get trees(): readonly NodeTree[] {
		return [this.artifacts, this.versions];
	}

	/** Selects a version's row. */
	async revealVersion(root: string, name: string): Promise<void> {
		const node = await this.versions.find(
			(row) => row.type === 'version' && row.model.project.root === root && row.side.name === name,
		);
		if (node !== undefined)
			await this.#versionsView.reveal(node, { select: true, focus: true, expand: true });
	}

	#follow(models: readonly ProjectModel[]): void {
		for (const model of models) {
			this.#store.add(model.onDidChange((change) => this.#onChange(model, change)));
		}
		this.#updateState();
	}

	#onChange(model: ProjectModel, change: ModelChange): void {
		if (change.type === 'versions') this.versions.refresh();
		else if (change.type === 'statuses') this.#onStatuses(model, change.paths);
		else {
			this.#refresh();
			this.#updateState();
		}
	}

	#onStatuses(model: ProjectModel, paths: ReadonlySet<string>): void {
		const { root } = model.project;
		const missing = missingData(model.statuses.values()).files;
		if (missing === (this.#missing.get(root) ?? 0)) {
			for (const tree of this.trees) tree.refreshRows((row) => showsStatusOf(row, model, paths));
		} else {
			this.artifacts.refresh();
			this.versions.refreshRows((row) => showsStatusOf(row, model, paths));
		}
		this.#missing.set(root, missing);
		this.#deps.decorations.refresh(root, paths);
		this.#deps.status.update();
		const summary = addSummaries(this.#deps.projects.ready.map(({ unpushed }) => unpushed));
		this.#showBadge(summary.unpushed);
		void this.#deps.lastKnown.set(summary);
	}

	#refresh(): void {
		for (const tree of this.trees) tree.refresh();
	}

	#updateState(): void {
		this.#state.update().catch((error: unknown) => this.#deps.log.error(describeError(error)));
	}

	#showTrust(): void {
		const restricted = vscode.l10n.t(
			'Restricted Mode: reading works. Trust the folder to fetch, track or push.',
		);
		this.#artifactsView.message = vscode.workspace.isTrusted ? '' : restricted;
	}

	#showBadge(unpushed: number): void {
		const tooltip = vscode.l10n.t('{0} not pushed', formatArtifacts(editorWording(), unpushed));
		this.#artifactsView.badge = unpushed === 0 ? undefined : { value: unpushed, tooltip };
	}

	dispose(): void {
		this.#store.dispose();
	}
}

function createView(id: string, tree: NodeTree): vscode.TreeView<Node> {
	return vscode.window.createTreeView(id, {
		treeDataProvider: tree,
		canSelectMany: true,
		showCollapseAll: true,
	});
}

function showsStatusOf(row: Node, model: ProjectModel, paths: ReadonlySet<string>): boolean {
	if (row.model !== model) return false;
	if (row.type === 'workTree') return paths.size > 0;
	return row.type === 'artifact' && paths.has(row.artifact.path);
}
