import * as vscode from 'vscode';
import type { NamedSide } from '../compare/deps.ts';
import { versionFileOf } from '../documents/versionUri.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { workTreeSide } from '../support/sideNames.ts';
import { type Node, pathOf } from '../views/nodes.ts';

/** Content that a command acts on: a path of one side of one project; the whole side without a path. */
export interface Target {
	readonly model: ProjectModel;
	readonly side: NamedSide;
	readonly path: string | undefined;
}

/** Target whose path is known. */
export type PathTarget = Target & { readonly path: string };

/** What a command was invoked on: rows of a tree, or files of the explorer or an editor; none from the palette. */
export async function targetsOf(projects: ProjectSet, args: readonly unknown[]): Promise<readonly Target[]> {
	const [first, all] = args;
	const chosen: readonly unknown[] = Array.isArray(all) && all.length > 0 ? all : [first];
	const targets = await Promise.all(chosen.map((one) => targetOf(projects, one)));
	return targets.filter((target) => target !== undefined);
}

/** Targets that name a path. */
export function withPath(targets: readonly Target[]): readonly PathTarget[] {
	return targets.filter((target): target is PathTarget => target.path !== undefined);
}

async function targetOf(projects: ProjectSet, argument: unknown): Promise<Target | undefined> {
	if (argument instanceof vscode.Uri) return uriTarget(projects, argument);
	return isNode(argument) ? nodeTarget(argument) : undefined;
}

function nodeTarget(node: Node): Target | undefined {
	if (node.type === 'offer') return { model: node.model, side: workTreeSide(), path: undefined };
	if (!('side' in node)) return undefined;
	return { model: node.model, side: node.side, path: pathOf(node) };
}

async function uriTarget(projects: ProjectSet, uri: vscode.Uri): Promise<Target | undefined> {
	const file = versionFileOf(uri);
	if (file === undefined) {
		const place = await projects.holding(uri);
		return place && { ...place, side: workTreeSide() };
	}
	const model = await projects.at(file.root);
	const side: NamedSide = { name: file.name, side: { type: 'commit', commit: file.commit } };
	return model && { model, side, path: file.path };
}

/** Whether an argument is a row of one of the trees. */
export function isNode(argument: unknown): argument is Node {
	return typeof argument === 'object' && argument !== null && 'model' in argument && 'type' in argument;
}

/** Targets by the project and side they belong to, in the order met. */
export function bySide(targets: readonly Target[]): readonly {
	readonly model: ProjectModel;
	readonly side: NamedSide;
	readonly paths: readonly string[] | undefined;
}[] {
	const groups = new Map<string, Target[]>();
	for (const target of targets) {
		const { side } = target.side;
		const key = `${target.model.project.root}\0${side.type === 'commit' ? side.commit : ''}`;
		groups.set(key, [...(groups.get(key) ?? []), target]);
	}
	return [...groups.values()].flatMap((group) => {
		const [first] = group;
		if (first === undefined) return [];
		const whole = group.some(({ path }) => path === undefined);
		const paths = whole ? undefined : withPath(group).map(({ path }) => path);
		return [{ model: first.model, side: first.side, paths }];
	});
}
