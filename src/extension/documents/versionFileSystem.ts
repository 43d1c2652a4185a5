import * as vscode from 'vscode';
import { describeError, TidemarkError } from '../../core/errors.ts';
import type { Side } from '../../core/model.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { fetchError } from './fetchError.ts';
import { requireTrustOrLocal } from './restricted.ts';
import type { VersionFile } from './versionFile.ts';
import { versionFileOf } from './versionUri.ts';

/** Serves files of versions to editors, read-only. Reading one moves just its own object, when it is not here. */
export class VersionFileSystem implements vscode.FileSystemProvider {
	readonly #projects: ProjectSet;
	readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	readonly onDidChangeFile = this.#changes.event;

	constructor(projects: ProjectSet) {
		this.#projects = projects;
	}

	/** A version never changes. */
	watch(): vscode.Disposable {
		return new vscode.Disposable(() => undefined);
	}

	/** Moves nothing: the size of what is not here is said to be 0. */
	async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
		const place = await this.#place(uri);
		try {
			const isLocal = await place.model.project.isLocal(place.side, place.file.path);
			const size = isLocal ? (await vscode.workspace.fs.stat(await contentOf(place))).size : 0;
			return { type: vscode.FileType.File, ctime: 0, mtime: 0, size };
		} catch (error) {
			throw fileSystemError(uri, error);
		}
	}

	async readFile(uri: vscode.Uri): Promise<Uint8Array> {
		const place = await this.#place(uri);
		try {
			await requireTrustOrLocal(place.model.project, place.side, place.file.path);
			return await vscode.workspace.fs.readFile(await contentOf(place));
		} catch (error) {
			throw fileSystemError(uri, fetchError(vscode.l10n.t, error, place.file.path, place.file.name));
		}
	}

	readDirectory(uri: vscode.Uri): never {
		throw vscode.FileSystemError.Unavailable(uri);
	}

	createDirectory(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	writeFile(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	delete(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	rename(uri: vscode.Uri): never {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	async #place(uri: vscode.Uri): Promise<Place> {
		const file = versionFileOf(uri);
		const model = file === undefined ? undefined : await this.#projects.at(file.root);
		if (file === undefined || model === undefined) throw vscode.FileSystemError.FileNotFound(uri);
		return { model, file, side: { type: 'commit', commit: file.commit } };
	}
}

interface Place {
	readonly model: ProjectModel;
	readonly file: VersionFile;
	readonly side: Side;
}

async function contentOf({ model, file, side }: Place): Promise<vscode.Uri> {
	const title = vscode.l10n.t('Fetching {0} of {1}', file.path, file.name);
	const location = vscode.ProgressLocation.Window;
	const path = await vscode.window.withProgress({ location, title }, () =>
		model.project.contentFile(side, file.path),
	);
	return vscode.Uri.file(path);
}

function fileSystemError(uri: vscode.Uri, error: unknown): vscode.FileSystemError {
	if (TidemarkError.is(error, 'notFound')) return vscode.FileSystemError.FileNotFound(uri);
	return vscode.FileSystemError.Unavailable(describeError(error));
}
