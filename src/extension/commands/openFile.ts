import * as vscode from 'vscode';
import { TidemarkError } from '../../core/errors.ts';
import type { NamedSide } from '../compare/deps.ts';
import type { VersionDocuments } from '../documents/openVersionFile.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { workTreeSide } from '../support/sideNames.ts';
import type { CommandTable } from './command.ts';
import { pickFile } from './pickFile.ts';
import { isNode, type PathTarget, targetsOf, withPath } from './targets.ts';

/** Open File, Open Work Tree File, Compare File with Work Tree, and the pointer of a broken row. */
export function openFileCommands(projects: ProjectSet, documents: VersionDocuments): CommandTable {
	return {
		'tidemark.openFile': async (...args) => {
			for (const { model, side, path } of await fileTargets(projects, args)) {
				await documents.open(model, await whereContentIs(model, side, path), path);
			}
		},
		'tidemark.openWorkTreeFile': async (...args) => {
			for (const { model, path } of await fileTargets(projects, args)) {
				await vscode.commands.executeCommand('vscode.open', await workTreeFile(model, path));
			}
		},
		'tidemark.diffWithWorkTree': async (...args) => {
			for (const { model, side, path } of await fileTargets(projects, args)) {
				await workTreeFile(model, path);
				await documents.diff(model, side, workTreeSide(), path);
			}
		},
		'tidemark.openPointer': (node) => openPointer(node),
	};
}

async function fileTargets(projects: ProjectSet, args: readonly unknown[]): Promise<readonly PathTarget[]> {
	const targets = withPath(await targetsOf(projects, args.length === 0 ? activeEditor() : args));
	if (targets.length > 0) return targets;
	const picked = await pickFile(projects);
	return picked === undefined ? [] : [picked];
}

function activeEditor(): readonly unknown[] {
	const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
	const hasUri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
	return hasUri && input.uri.scheme === 'tidemark' ? [input.uri] : [];
}

/** A file of the work tree whose content is not there is shown as HEAD has it. */
async function whereContentIs(model: ProjectModel, side: NamedSide, path: string): Promise<NamedSide> {
	if (side.side.type === 'commit' || (await exists(model.uri(path)))) return side;
	return { name: 'HEAD', side: await model.project.side('HEAD') };
}

async function workTreeFile(model: ProjectModel, path: string): Promise<vscode.Uri> {
	const uri = model.uri(path);
	if (await exists(uri)) return uri;
	throw new TidemarkError('notFound', vscode.l10n.t('{0} is not in the work tree.', path), {
		next: vscode.l10n.t('Get it with “Get Data of This Version”, or open it from a version.'),
	});
}

async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch {
		return false;
	}
}

/** Opens a broken pointer at the line that is wrong; the version's own text when it is a version's. */
async function openPointer(node: unknown): Promise<void> {
	if (!isNode(node) || node.type !== 'broken') return;
	const { model, side, broken } = node;
	const { versionUri } = await import('../documents/versionUri.ts');
	const path = broken.error.file ?? broken.path;
	const uri =
		side.side.type === 'workspace'
			? model.uri(path)
			: versionUri({ root: model.project.root, path, commit: side.side.commit, name: side.name });
	const line = Math.max(0, (broken.error.line ?? 1) - 1);
	await vscode.commands.executeCommand('vscode.open', uri, { selection: new vscode.Range(line, 0, line, 0) });
}
