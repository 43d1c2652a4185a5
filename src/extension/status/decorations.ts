import * as vscode from 'vscode';
import type { ProjectSet } from '../projects/projectSet.ts';
import { editorWording } from '../support/editorWording.ts';
import { stateBadge } from '../views/rows/stateWords.ts';
import { rowScheme, workTreeRowUri } from '../views/rowUri.ts';

/** More files than these are asked for anew all at once; the editor drops part of a longer list. */
const mostSingleFiles = 200;

/** Marks tracked files in the explorer and in the Artifacts view; answers from what is known, asks nobody. */
export class Decorations implements vscode.FileDecorationProvider, vscode.Disposable {
	readonly #projects: ProjectSet;
	readonly #changes = new vscode.EventEmitter<vscode.Uri[] | undefined>();
	readonly onDidChangeFileDecorations = this.#changes.event;

	constructor(projects: ProjectSet) {
		this.#projects = projects;
	}

	provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
		const status = this.#statusOf(uri);
		const mark = status && stateBadge(editorWording(), status);
		if (mark === undefined) return undefined;
		const color = mark.color === undefined ? undefined : new vscode.ThemeColor(mark.color);
		return new vscode.FileDecoration(mark.badge, mark.tooltip, color);
	}

	#statusOf(uri: vscode.Uri): ReturnType<ProjectSet['ready'][number]['status']> {
		if (uri.scheme === rowScheme) {
			const model = this.#projects.ready.find(({ project }) => project.root === uri.query);
			return model?.status(uri.path.slice(1));
		}
		const place = this.#projects.holdingReady(uri);
		return place?.model.status(place.path);
	}

	/** Draws the marks of these paths anew. */
	refresh(root: string, paths: Iterable<string>): void {
		const folder = vscode.Uri.file(root);
		const uris = [...paths].flatMap((path) => [
			vscode.Uri.joinPath(folder, path),
			workTreeRowUri(root, path),
		]);
		if (uris.length > mostSingleFiles) this.#changes.fire(undefined);
		else if (uris.length > 0) this.#changes.fire(uris);
	}

	dispose(): void {
		this.#changes.dispose();
	}
}
