import * as vscode from 'vscode';
import type { NamedSide } from '../compare/deps.ts';
import type { ConsentPrompt } from '../consent/consentPrompt.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import { editorWording } from '../support/editorWording.ts';
import { baseName, formatSize } from '../support/format.ts';
import { withProgress } from '../support/progress.ts';
import { fetchError } from './fetchError.ts';
import { requireTrustOrLocal } from './restricted.ts';
import { versionUri } from './versionUri.ts';

/** Text editors and extensions receive files up to this size. */
const largestShown = 50 * 1024 * 1024;

/** Opens files of versions in editors. */
export class VersionDocuments {
	readonly #consent: ConsentPrompt;

	constructor(consent: ConsentPrompt) {
		this.#consent = consent;
	}

	/** Address that editors open: the work tree's own file, or the version's read-only one. */
	address(model: ProjectModel, { name, side }: NamedSide, path: string): vscode.Uri {
		if (side.type === 'workspace') return model.uri(path);
		return versionUri({ root: model.project.root, path, commit: side.commit, name });
	}

	/** Brings one file's content to this machine, with progress and a way to stop it; the local copy's place. */
	async fetch(model: ProjectModel, { name, side }: NamedSide, path: string): Promise<vscode.Uri> {
		await requireTrustOrLocal(model.project, side, path);
		if (await model.project.isLocal(side, path)) {
			return vscode.Uri.file(await model.project.contentFile(side, path));
		}
		const title = vscode.l10n.t('Fetching {0} of {1}', path, name);
		try {
			const content = await withProgress(title, (options) =>
				this.#consent.whileAsking(() => model.project.contentFile(side, path, options)),
			);
			return vscode.Uri.file(content);
		} catch (error) {
			throw fetchError(vscode.l10n.t, error, path, name);
		}
	}

	/** Opens one file of one side; what is too large for an editor is offered as a copy. */
	async open(model: ProjectModel, side: NamedSide, path: string): Promise<void> {
		const content = await this.#contentOf(model, side, path);
		const { size } = await vscode.workspace.fs.stat(content);
		if (size > largestShown) await this.#offerCopy(content, path, size);
		else await vscode.commands.executeCommand('vscode.open', this.address(model, side, path));
	}

	/** Opens VS Code's diff editor on one file of two sides. */
	async diff(
		model: ProjectModel,
		a: NamedSide,
		b: NamedSide,
		path: string,
		oldPath: string = path,
	): Promise<void> {
		await Promise.all([this.#contentOf(model, a, oldPath), this.#contentOf(model, b, path)]);
		const title = `${baseName(path)} (${a.name} ↔ ${b.name})`;
		const left = this.address(model, a, oldPath);
		const right = this.address(model, b, path);
		await vscode.commands.executeCommand('vscode.diff', left, right, title);
	}

	/** Copies one file of one side to a place the person picks. */
	async saveAs(model: ProjectModel, side: NamedSide, path: string): Promise<void> {
		await saveCopy(await this.#contentOf(model, side, path), path);
	}

	async #contentOf(model: ProjectModel, side: NamedSide, path: string): Promise<vscode.Uri> {
		if (side.side.type === 'commit') return this.fetch(model, side, path);
		return model.uri(path);
	}

	async #offerCopy(content: vscode.Uri, path: string, size: number): Promise<void> {
		const w = editorWording();
		const save = w.t('Save As…');
		const message = w.t(
			'{0} is {1}; editors show files up to {2}. Its content is here and can be copied out.',
			path,
			formatSize(w, size),
			formatSize(w, largestShown),
		);
		if ((await vscode.window.showInformationMessage(message, save)) === save) await saveCopy(content, path);
	}
}

async function saveCopy(content: vscode.Uri, path: string): Promise<void> {
	const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
	const name = baseName(path);
	const defaultUri = folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
	const target = await vscode.window.showSaveDialog({
		defaultUri,
		title: vscode.l10n.t('Save {0} As', name),
	});
	if (target === undefined) return;
	await vscode.workspace.fs.copy(content, target, { overwrite: true });
	if (target.scheme === 'file') await makeWritable(target);
}

/** A copy of a cached object is read-only, as the object is; the person's own file is not. */
async function makeWritable(file: vscode.Uri): Promise<void> {
	const { chmod } = await import('../../platform/files/disk.ts');
	await chmod(file.fsPath, 0o644);
}
