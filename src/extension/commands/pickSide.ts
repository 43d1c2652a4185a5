import * as vscode from 'vscode';
import type { NamedSide } from '../compare/deps.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import { editorWording } from '../support/editorWording.ts';
import { firstLine, formatAgo, shortHash } from '../support/format.ts';
import { workTreeSide } from '../support/sideNames.ts';
import type { Wording } from '../support/wording.ts';

interface SideItem extends vscode.QuickPickItem {
	readonly value?: NamedSide;
	/** A revision typed by hand, resolved when it is chosen. */
	readonly typed?: string;
}

/** How {@link pickSide} asks. */
export interface SideQuestion {
	readonly title: string;
	readonly placeholder?: string | undefined;
	readonly withWorkTree: boolean;
	/** Name of the side that is chosen at first. */
	readonly active?: string | undefined;
}

/** Asks for a tag, branch, commit or the work tree; any revision git understands may be typed. */
export async function pickSide(model: ProjectModel, question: SideQuestion): Promise<NamedSide | undefined> {
	const pick = vscode.window.createQuickPick<SideItem>();
	pick.title = question.title;
	pick.placeholder =
		question.placeholder ?? vscode.l10n.t('A tag, a branch, a commit, or any revision of git');
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.busy = true;
	pick.show();
	try {
		const items = await sideItems(model, question.withWorkTree);
		pick.items = items;
		pick.activeItems = items.filter(({ label }) => label === question.active).slice(0, 1);
		pick.busy = false;
		pick.onDidChangeValue((typed) => {
			pick.items = typed.trim() === '' ? items : [...items, typedItem(typed.trim())];
		});
		return await chosenSide(model, await accepted(pick));
	} finally {
		pick.dispose();
	}
}

function accepted(pick: vscode.QuickPick<SideItem>): Promise<SideItem | undefined> {
	return new Promise((resolve) => {
		pick.onDidAccept(() => resolve(pick.selectedItems[0]));
		pick.onDidHide(() => resolve(undefined));
	});
}

async function chosenSide(model: ProjectModel, item: SideItem | undefined): Promise<NamedSide | undefined> {
	if (item?.typed === undefined) return item?.value;
	return { name: item.typed, side: await model.project.side(item.typed) };
}

function typedItem(typed: string): SideItem {
	return { label: vscode.l10n.t('Revision “{0}”', typed), typed, alwaysShow: true };
}

async function sideItems(model: ProjectModel, withWorkTree: boolean): Promise<readonly SideItem[]> {
	const w = editorWording();
	const [versions, branches, commits] = await Promise.all([
		tagItems(model, w),
		branchItems(model, w),
		commitItems(model, w),
	]);
	const workTree = workTreeSide();
	return [
		...(withWorkTree
			? [{ label: workTree.name, value: workTree, iconPath: new vscode.ThemeIcon('folder-active') }]
			: []),
		...section(w.t('versions'), versions),
		...section(w.t('branches'), branches),
		...section(w.t('recent commits'), commits),
	];
}

function section(label: string, items: readonly SideItem[]): readonly SideItem[] {
	return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

async function tagItems(model: ProjectModel, w: Wording): Promise<readonly SideItem[]> {
	return (await model.versions()).map((version) => ({
		label: version.name,
		description: `${formatAgo(w, version.time)} · ${firstLine(version.message)}`,
		iconPath: new vscode.ThemeIcon('tag'),
		value: commitSide(version.name, version.commit),
	}));
}

async function branchItems(model: ProjectModel, w: Wording): Promise<readonly SideItem[]> {
	return (await model.project.branches()).flatMap(({ name, commit, commitTime, subject }) => {
		if (commit === undefined) return [];
		const label = name.replace(/^refs\/(heads|remotes)\//u, '');
		return {
			label,
			description: `${formatAgo(w, commitTime)} · ${firstLine(subject)}`,
			iconPath: new vscode.ThemeIcon('git-branch'),
			value: commitSide(label, commit),
		};
	});
}

async function commitItems(model: ProjectModel, w: Wording): Promise<readonly SideItem[]> {
	return (await model.project.commits(100)).map(({ commit, subject, author, time }) => ({
		label: firstLine(subject),
		description: `${shortHash(commit)} · ${author} · ${formatAgo(w, time)}`,
		iconPath: new vscode.ThemeIcon('git-commit'),
		value: commitSide(shortHash(commit), commit),
	}));
}

function commitSide(name: string, commit: string): NamedSide {
	return { name, side: { type: 'commit', commit } };
}
