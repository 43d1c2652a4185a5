import * as vscode from 'vscode';
import type { ArtifactStatus, Snapshot, Version } from '../../core/model.ts';
import type { Project, RunOptions } from '../../platform/project/project.ts';
import type { NamedSide } from '../compare/deps.ts';
import { baseName } from '../support/format.ts';
import { changedPaths, mergeStatuses, summarizeUnpushed, type UnpushedSummary } from './mergeStatuses.ts';

/** What about a project has changed. */
export type ModelChange =
	| { readonly type: 'pointers' }
	| { readonly type: 'versions' }
	| { readonly type: 'statuses'; readonly paths: ReadonlySet<string> };

const workspaceSide = { type: 'workspace' } as const;

/** What the views, the status bar and the decorations know about one git work tree; each learns of changes here. */
export class ProjectModel implements vscode.Disposable {
	readonly project: Project;
	/** The work tree's folder name. */
	readonly name: string;
	readonly #changes = new vscode.EventEmitter<ModelChange>();
	readonly onDidChange = this.#changes.event;
	#snapshot: Promise<Snapshot> | undefined;
	#versions: Promise<readonly Version[]> | undefined;
	#statuses: ReadonlyMap<string, ArtifactStatus> = new Map();
	/** Unpushed artifacts that HEAD has and the work tree has not, when remotes were last asked. */
	#onlyInHead = 0;
	#checking: Promise<void> = Promise.resolve();
	#opened: readonly NamedSide[] = [];

	constructor(project: Project) {
		this.project = project;
		this.name = baseName(project.root.replaceAll('\\', '/'));
	}

	/** Pointers of the work tree, read once until something changes. */
	snapshot(): Promise<Snapshot> {
		this.#snapshot ??= this.project.snapshot(workspaceSide).catch((error: unknown) => {
			this.#snapshot = undefined;
			throw error;
		});
		return this.#snapshot;
	}

	/** All tags, newest first, read once until something changes. */
	versions(): Promise<readonly Version[]> {
		this.#versions ??= this.project.versions().catch((error: unknown) => {
			this.#versions = undefined;
			throw error;
		});
		return this.#versions;
	}

	/** Branches and commits a person opened beside the tags, the newest first. */
	get opened(): readonly NamedSide[] {
		return this.#opened;
	}

	openSide(side: NamedSide): void {
		this.#opened = [side, ...this.#opened.filter((other) => other.name !== side.name)];
		this.#changes.fire({ type: 'versions' });
	}

	status(path: string): ArtifactStatus | undefined {
		return this.#statuses.get(path);
	}

	get statuses(): ReadonlyMap<string, ArtifactStatus> {
		return this.#statuses;
	}

	get unpushed(): UnpushedSummary {
		const summary = summarizeUnpushed(this.#statuses.values());
		return { ...summary, unpushed: summary.unpushed + this.#onlyInHead };
	}

	/** Compares the work tree with its pointers, and with the remotes where asked; one run after the other. */
	check(options: RunOptions & { readonly remote: boolean }): Promise<void> {
		const next = this.#checking.catch(() => undefined).then(() => this.#check(options));
		this.#checking = next;
		return next;
	}

	async #check(options: RunOptions & { readonly remote: boolean }): Promise<void> {
		const report = await this.project.status(options);
		const merged = mergeStatuses(options.remote ? new Map() : this.#statuses, report.statuses);
		if (options.remote) this.#onlyInHead = report.unpushed - summarizeUnpushed(report.statuses).unpushed;
		const paths = changedPaths(this.#statuses, merged);
		this.#statuses = merged;
		this.#changes.fire({ type: 'statuses', paths });
	}

	/** Forgets what was read of the work tree's pointers. */
	pointersChanged(): void {
		this.#snapshot = undefined;
		this.#changes.fire({ type: 'pointers' });
	}

	/** Forgets what was read of tags and branches. */
	refsChanged(): void {
		this.#versions = undefined;
		this.#changes.fire({ type: 'versions' });
	}

	/** Absolute place of a path of the work tree. */
	uri(path: string): vscode.Uri {
		return vscode.Uri.joinPath(vscode.Uri.file(this.project.root), path);
	}

	dispose(): void {
		this.#changes.dispose();
		void this.project.dispose();
	}
}
