import * as vscode from 'vscode';
import type { NamedSide } from '../compare/deps.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { workTreeSide } from '../support/sideNames.ts';
import type { CommandTable } from './command.ts';
import { olderFirst, versionBefore } from './compareOrder.ts';
import { pickSide } from './pickSide.ts';
import { pickProject } from './picks.ts';
import { type Target, targetsOf } from './targets.ts';

/** Opens the comparison of two sides of one project. */
export type OpenComparison = (model: ProjectModel, a: NamedSide, b: NamedSide) => Promise<void>;

/** Compare Selected, Compare with… and Compare with Work Tree. The older side stands left. */
export function compareCommands(projects: ProjectSet, open: OpenComparison): CommandTable {
	return {
		'tidemark.compareSelected': async (...args) => {
			const [first, second] = await targetsOf(projects, args);
			if (first === undefined || second === undefined || first.model !== second.model) {
				return compareWith(projects, open, first);
			}
			const versions = await first.model.versions();
			const [a, b] = olderFirst(versions, first.side, second.side);
			return open(first.model, a, b);
		},
		'tidemark.compareWith': async (...args) => {
			const [target] = await targetsOf(projects, args);
			return compareWith(projects, open, target);
		},
		'tidemark.compareWithWorkTree': async (...args) => {
			const [target] = await targetsOf(projects, args);
			if (target?.side.side.type === 'commit') return open(target.model, target.side, workTreeSide());
			const model = target?.model ?? (await pickProject(projects));
			const side = model && (await pickLeft(model, undefined));
			return model && side && open(model, side, workTreeSide());
		},
	};
}

/** Asks for what is missing: the right side first when nothing is chosen, then the left, the version before offered. */
async function compareWith(
	projects: ProjectSet,
	open: OpenComparison,
	target: Target | undefined,
): Promise<void> {
	const model = target?.model ?? (await pickProject(projects));
	if (model === undefined) return;
	const right = target?.side ?? (await pickRight(model));
	const left = right && (await pickLeft(model, right));
	if (right === undefined || left === undefined) return;
	const [a, b] = olderFirst(await model.versions(), left, right);
	await open(model, a, b);
}

function pickRight(model: ProjectModel): Promise<NamedSide | undefined> {
	const placeholder = vscode.l10n.t('The newer of the two');
	return pickSide(model, { title: vscode.l10n.t('Compare (1 of 2)'), placeholder, withWorkTree: true });
}

async function pickLeft(model: ProjectModel, right: NamedSide | undefined): Promise<NamedSide | undefined> {
	const versions = await model.versions();
	const active = right === undefined ? versions[0]?.name : versionBefore(versions, right)?.name;
	const title = vscode.l10n.t('Compare {0} with', right?.name ?? workTreeSide().name);
	const withWorkTree = right?.side.type === 'commit';
	return pickSide(model, { title, withWorkTree, active });
}
