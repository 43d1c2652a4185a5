import * as vscode from 'vscode';
import { Debounced } from '../support/debounce.ts';
import { DisposableStore } from '../support/disposables.ts';
import type { ProjectModel } from './projectModel.ts';

/** Pointer files; nothing else of the work tree is watched. */
const pointerGlobs = ['**/*.dvc', '**/dvc.{lock,yaml}', '**/.gitattributes', '.dvc/{config,config.local}'];
/** Where git writes when tags, branches, HEAD or the index change. */
const refGlobs = ['.git/{HEAD,index,packed-refs}', '.git/refs/{heads,tags}/**'];
/** Operations write several files; they are answered once, this many milliseconds after the last. */
const quiet = 400;

/** Tells a project's model when its pointers or refs change on disk, or a tracked file is saved in an editor. */
export class RepositoryWatcher implements vscode.Disposable {
	readonly #store = new DisposableStore();

	constructor(model: ProjectModel) {
		const pointers = this.#store.add(new Debounced(quiet, () => model.pointersChanged()));
		const refs = this.#store.add(new Debounced(quiet, () => model.refsChanged()));
		const content = this.#store.add(
			new Debounced(quiet, () => void model.check({ remote: false }).catch(() => undefined)),
		);
		this.#watch(model, pointerGlobs, () => pointers.call());
		this.#watch(model, refGlobs, (uri) => {
			// The index holds Git LFS pointers, and says which files git tracks.
			if (uri.path.endsWith('/index')) pointers.call();
			else refs.call();
		});
		this.#store.add(
			vscode.workspace.onDidSaveTextDocument(({ uri }) => isTracked(model, uri) && content.call()),
		);
	}

	#watch(model: ProjectModel, globs: readonly string[], onChange: (uri: vscode.Uri) => void): void {
		for (const glob of globs) {
			const pattern = new vscode.RelativePattern(vscode.Uri.file(model.project.root), glob);
			const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern));
			watcher.onDidChange(onChange);
			watcher.onDidCreate(onChange);
			watcher.onDidDelete(onChange);
		}
	}

	dispose(): void {
		this.#store.dispose();
	}
}

/** Whether a file is an artifact or lies in one. */
function isTracked(model: ProjectModel, uri: vscode.Uri): boolean {
	const root = `${vscode.Uri.file(model.project.root).path}/`;
	if (!uri.path.startsWith(root)) return false;
	const path = uri.path.slice(root.length);
	return [...model.statuses.keys()].some((tracked) => path === tracked || path.startsWith(`${tracked}/`));
}
