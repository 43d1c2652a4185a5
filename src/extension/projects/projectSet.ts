import * as vscode from 'vscode';
import { describeError, TidemarkError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { Project } from '../../platform/project/project.ts';
import { ProjectModel } from './projectModel.ts';

/** Opens the git work tree a folder lies in; throws when it lies in none. */
export type OpenFolder = (folder: string) => Promise<Project>;

/** The git work trees of the window's folders, opened when first asked for; two folders of one work tree share it. */
export class ProjectSet implements vscode.Disposable {
	readonly #open: OpenFolder;
	readonly #log: Log;
	readonly #opened = new vscode.EventEmitter<readonly ProjectModel[]>();
	readonly #closed = new vscode.EventEmitter<void>();
	/** The window's projects have just been opened. */
	readonly onDidOpen = this.#opened.event;
	/** They have been closed, and open again when next asked for. */
	readonly onDidClose = this.#closed.event;
	readonly #folders: vscode.Disposable;
	#models: Promise<readonly ProjectModel[]> | undefined;
	#ready: readonly ProjectModel[] = [];

	constructor(open: OpenFolder, log: Log) {
		this.#open = open;
		this.#log = log;
		this.#folders = vscode.workspace.onDidChangeWorkspaceFolders(() => this.reset());
	}

	/** Every project of the window; empty when no folder is in a git work tree. */
	all(): Promise<readonly ProjectModel[]> {
		this.#models ??= this.#openAll();
		return this.#models;
	}

	/** The projects that are open already, without opening any. */
	get ready(): readonly ProjectModel[] {
		return this.#ready;
	}

	/** The project whose work tree holds a file; the innermost one. */
	async holding(uri: vscode.Uri): Promise<{ model: ProjectModel; path: string } | undefined> {
		return this.holdingReady(uri, await this.all());
	}

	/** As {@link holding}, among projects given. */
	holdingReady(
		uri: vscode.Uri,
		models: readonly ProjectModel[] = this.#ready,
	): { model: ProjectModel; path: string } | undefined {
		const places = models
			.map((model) => ({ model, path: pathUnder(model, uri) }))
			.filter((place) => place.path !== undefined)
			.sort((a, b) => b.model.project.root.length - a.model.project.root.length);
		const [place] = places;
		return place?.path === undefined ? undefined : { model: place.model, path: place.path };
	}

	/** The project with this root; undefined when the window does not hold it. */
	async at(root: string): Promise<ProjectModel | undefined> {
		return (await this.all()).find((model) => model.project.root === root);
	}

	/** Closes all projects; they open again when next asked for. */
	reset(): void {
		const closing = this.#models;
		this.#models = undefined;
		this.#ready = [];
		void closing?.then((models) => {
			for (const model of models) model.dispose();
		});
		this.#closed.fire();
	}

	async #openAll(): Promise<readonly ProjectModel[]> {
		const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
		const projects = await Promise.all(folders.map(({ uri }) => this.#openFolder(uri.fsPath)));
		const byRoot = new Map<string, Project>();
		for (const project of projects) {
			if (project === undefined) continue;
			if (byRoot.has(project.root)) void project.dispose();
			else byRoot.set(project.root, project);
		}
		this.#ready = [...byRoot.values()].map((project) => new ProjectModel(project));
		this.#opened.fire(this.#ready);
		return this.#ready;
	}

	async #openFolder(folder: string): Promise<Project | undefined> {
		try {
			return await this.#open(folder);
		} catch (error) {
			if (TidemarkError.is(error, 'notFound')) this.#log.info(describeError(error));
			else this.#log.error(describeError(error));
			return undefined;
		}
	}

	dispose(): void {
		this.#folders.dispose();
		this.reset();
		this.#opened.dispose();
		this.#closed.dispose();
	}
}

/** `uri` relative to a project's root, POSIX separators; undefined when it lies outside. */
function pathUnder(model: ProjectModel, uri: vscode.Uri): string | undefined {
	const root = vscode.Uri.file(model.project.root).path;
	if (uri.scheme !== 'file' || !uri.path.startsWith(`${root}/`)) return undefined;
	return uri.path.slice(root.length + 1);
}
