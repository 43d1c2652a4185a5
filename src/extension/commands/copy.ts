import * as vscode from 'vscode';
import type { Artifact } from '../../core/model.ts';
import { findArtifact } from '../../core/versions/findArtifact.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import type { CommandTable } from './command.ts';
import { dvcGetCommand } from './dvcCommand.ts';
import { pickFile } from './pickFile.ts';
import { isNode, type PathTarget, targetsOf, withPath } from './targets.ts';

/** Copy Path, Copy Hash and Copy as DVC Command, one line for each chosen row. */
export function copyCommands(projects: ProjectSet): CommandTable {
	const copy = async (args: readonly unknown[], textOf: TextOf): Promise<void> => {
		const given = withPath(await targetsOf(projects, args));
		const picked = given.length > 0 ? undefined : await pickFile(projects);
		const targets = picked === undefined ? given : [picked];
		const lines = await Promise.all(targets.map((target) => textOf(target)));
		if (lines.length > 0) await vscode.env.clipboard.writeText(lines.join('\n'));
	};
	return {
		'tidemark.copyPath': (...args) => copy(args, async ({ path }) => path),
		'tidemark.copyHash': (...args) => copy(args, (target) => hashOf(target, args)),
		'tidemark.copyDvcCommand': (...args) => copy(args, dvcCommandOf),
	};
}

type TextOf = (target: PathTarget) => Promise<string>;

async function hashOf(target: PathTarget, args: readonly unknown[]): Promise<string> {
	const { model, side, path } = target;
	const [node] = args;
	if (isNode(node) && node.type === 'file' && node.entry.object !== undefined && isSame(node, path)) {
		return node.entry.object.hash;
	}
	const found = findArtifact(await model.project.snapshot(side.side), path);
	if (found === undefined) return '';
	if (found.inside === '') return found.artifact.object?.hash ?? '';
	return insideHash(target, found.artifact, found.inside);
}

function isSame(
	node: { readonly artifact: Artifact; readonly entry: { readonly path: string } },
	path: string,
): boolean {
	return `${node.artifact.path}/${node.entry.path}` === path;
}

async function insideHash({ model }: PathTarget, artifact: Artifact, inside: string): Promise<string> {
	const entries = await model.project.files(artifact);
	return entries.find((entry) => entry.path === inside)?.object?.hash ?? '';
}

async function dvcCommandOf({ model, side, path }: PathTarget): Promise<string> {
	const found = findArtifact(await model.project.snapshot(side.side), path);
	return dvcGetCommand(side, path, found?.artifact);
}
