import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import type { Log } from '../core/ports.ts';
import { approvalCommands } from './commands/approvals.ts';
import { checkoutCommands } from './commands/checkout.ts';
import { type CommandTable, registerCommands } from './commands/command.ts';
import { compareCommands, type OpenComparison } from './commands/compare.ts';
import { copyCommands } from './commands/copy.ts';
import { fetchCommands } from './commands/fetch.ts';
import { generalCommands } from './commands/general.ts';
import { openFileCommands } from './commands/openFile.ts';
import { openVersionCommands } from './commands/openVersion.ts';
import { pushCommands } from './commands/push.ts';
import { saveAsCommands } from './commands/saveAs.ts';
import { trackCommands } from './commands/track.ts';
import type { CompareDeps } from './compare/deps.ts';
import { registerComparisonRestore } from './compare/restoreComparison.ts';
import { ConsentPrompt } from './consent/consentPrompt.ts';
import { VersionDocuments } from './documents/openVersionFile.ts';
import { versionScheme } from './documents/versionFile.ts';
import { VersionFileSystem } from './documents/versionFileSystem.ts';
import type { ProjectModel } from './projects/projectModel.ts';
import { ProjectSet } from './projects/projectSet.ts';
import { RepositoryWatcher } from './projects/repositoryWatcher.ts';
import { Decorations } from './status/decorations.ts';
import { LastKnown } from './status/lastKnown.ts';
import { statusCommands } from './status/showStatus.ts';
import { StatusItem } from './status/statusItem.ts';
import { UnpushedCheck } from './status/unpushedCheck.ts';
import { DisposableStore } from './support/disposables.ts';
import { logTo } from './support/log.ts';
import { Views } from './views/views.ts';

/** Puts the extension together: everything is made here, by constructor, and nothing is read or started yet. */
export function compose(context: vscode.ExtensionContext): Parts {
	const store = new DisposableStore();
	context.subscriptions.push(store);
	const channel = store.add(vscode.window.createOutputChannel('Tidemark', { log: true }));
	const log = logTo(channel);
	const consent = new ConsentPrompt();
	const projects = store.add(new ProjectSet(projectOpener(context, consent, log), log));
	const documents = new VersionDocuments(consent);
	const lastKnown = new LastKnown(context.workspaceState);
	const status = store.add(new StatusItem(projects, lastKnown));
	const decorations = store.add(new Decorations(projects));
	const views = store.add(new Views({ projects, status, decorations, lastKnown, log }));
	store.add(new UnpushedCheck(projects, status, log));
	store.add(watchRepositories(projects));
	registerFiles(store, projects, decorations);
	const compareDeps = (model: ProjectModel): CompareDeps => depsFor(context, documents, log, model);
	store.add(restoreComparisons(projects, compareDeps));
	const moving = { projects, consent, log };
	const tables: readonly CommandTable[] = [
		openFileCommands(projects, documents),
		openVersionCommands(projects, (root, name) => views.revealVersion(root, name)),
		saveAsCommands(projects, documents),
		copyCommands(projects),
		compareCommands(projects, comparisonOpener(compareDeps)),
		trackCommands(projects, log),
		pushCommands(moving),
		fetchCommands(moving),
		checkoutCommands(moving),
		statusCommands(projects),
		approvalCommands(consent),
		generalCommands({
			projects,
			consent,
			trees: views.trees,
			showLog: () => channel.show(),
			extensionId: context.extension.id,
		}),
	];
	for (const table of tables) store.add(registerCommands(table, log));
	return { projects, consent, artifacts: views.artifacts, versions: views.versions };
}

/** What tests in the extension host look at. */
export interface Parts {
	readonly projects: ProjectSet;
	readonly consent: ConsentPrompt;
	readonly artifacts: Views['artifacts'];
	readonly versions: Views['versions'];
}

/** Projects are opened by code that is loaded when the first one is. */
function projectOpener(
	context: vscode.ExtensionContext,
	consent: ConsentPrompt,
	log: Log,
): ConstructorParameters<typeof ProjectSet>[0] {
	const workerFolder = pathToFileURL(`${context.asAbsolutePath('dist')}/`);
	return async (folder) => {
		const { openProject } = await import('../platform/project/openProject.ts');
		return openProject(folder, { consent, log, workerFolder });
	};
}

function watchRepositories(projects: ProjectSet): vscode.Disposable {
	const watchers = new DisposableStore();
	watchers.add(
		projects.onDidOpen((models) => {
			for (const model of models) watchers.add(new RepositoryWatcher(model));
		}),
	);
	return watchers;
}

function registerFiles(store: DisposableStore, projects: ProjectSet, decorations: Decorations): void {
	const reason = vscode.l10n.t('A version never changes. Save a copy with “Tidemark: Save As…”.');
	const options = { isReadonly: new vscode.MarkdownString(reason), isCaseSensitive: true };
	const files = new VersionFileSystem(projects);
	store.add(vscode.workspace.registerFileSystemProvider(versionScheme, files, options));
	store.add(vscode.window.registerFileDecorationProvider(decorations));
}

function depsFor(
	context: vscode.ExtensionContext,
	documents: VersionDocuments,
	log: Log,
	model: ProjectModel,
): CompareDeps {
	return {
		context,
		project: model.project,
		openVersionFile: (side, path) => documents.open(model, side, path),
		diffVersionFiles: (a, b, path, oldPath) => documents.diff(model, a, b, path, oldPath),
		log,
	};
}

/** Comparison tabs come back after a reload; their code is loaded when there is one. */
function restoreComparisons(
	projects: ProjectSet,
	deps: (model: ProjectModel) => CompareDeps,
): vscode.Disposable {
	return registerComparisonRestore(async (root) => {
		const model = await projects.at(root);
		return model && deps(model);
	});
}

function comparisonOpener(deps: (model: ProjectModel) => CompareDeps): OpenComparison {
	return async (model, a, b) => {
		const { openComparison } = await import('./compare/openComparison.ts');
		await openComparison(deps(model), a, b);
	};
}
