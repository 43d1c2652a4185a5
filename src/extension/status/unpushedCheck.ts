import * as vscode from 'vscode';
import { describeError } from '../../core/errors.ts';
import type { Log } from '../../core/ports.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { checksOnFocus } from '../settings/settings.ts';
import { DisposableStore } from '../support/disposables.ts';
import type { StatusItem } from './statusItem.ts';

/** Remotes are asked on window focus at most this often, in milliseconds. */
const focusInterval = 5 * 60_000;

/**
 * Asks by itself what is not pushed: when a project opens, when a pointer changes, and on window focus. It never asks
 * the person for consent: a remote that was not approved stays unknown. In Restricted Mode only the work tree is read.
 */
export class UnpushedCheck implements vscode.Disposable {
	readonly #projects: ProjectSet;
	readonly #status: StatusItem;
	readonly #log: Log;
	readonly #store = new DisposableStore();
	#askedAt = 0;

	constructor(projects: ProjectSet, status: StatusItem, log: Log) {
		this.#projects = projects;
		this.#status = status;
		this.#log = log;
		this.#store.add(projects.onDidOpen((models) => this.#watch(models)));
		this.#store.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.#onFocus()));
		this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#checkAll()));
	}

	#watch(models: readonly ProjectModel[]): void {
		for (const model of models) {
			this.#store.add(model.onDidChange(({ type }) => type === 'pointers' && void this.#afterChange(model)));
			void this.#check(model);
		}
	}

	/** The first focus opens the projects, if no view has; opening asks. */
	async #onFocus(): Promise<void> {
		if (!checksOnFocus() || Date.now() - this.#askedAt < focusInterval) return;
		if (this.#projects.ready.length > 0) this.#checkAll();
		else await this.#projects.all();
	}

	#checkAll(): void {
		for (const model of this.#projects.ready) void this.#check(model);
	}

	/** A change that leaves every answer of the remotes standing asks them nothing. */
	async #afterChange(model: ProjectModel): Promise<void> {
		await this.#attempt(async () => {
			await model.check({ remote: false });
			if (model.unpushed.unknown > 0) await this.#askRemotes(model);
		});
	}

	/** The work tree first, which is quick; then the remotes. */
	async #check(model: ProjectModel): Promise<void> {
		await this.#attempt(async () => {
			await model.check({ remote: false });
			await this.#askRemotes(model);
		});
	}

	async #askRemotes(model: ProjectModel): Promise<void> {
		if (!vscode.workspace.isTrusted || model.unpushed.uploadable === 0) return;
		this.#askedAt = Date.now();
		await this.#status.whileWorking(() => model.check({ remote: true }));
	}

	async #attempt(task: () => Promise<void>): Promise<void> {
		try {
			await task();
		} catch (error) {
			this.#log.warn(describeError(error));
		}
	}

	dispose(): void {
		this.#store.dispose();
	}
}
