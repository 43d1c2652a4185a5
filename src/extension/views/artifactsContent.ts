import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { workTreeSide } from '../support/sideNames.ts';
import { artifactNode, brokenNodes } from './artifactNodes.ts';
import type { KindNode, Node } from './nodes.ts';
import type { TreeContent } from './nodeTree.ts';
import { projectRoots } from './projectNodes.ts';
import { groupByKind } from './rows/kindGroups.ts';
import { missingData } from './rows/missingData.ts';

/** The Artifacts view: what the work tree tracks, by kind. */
export class ArtifactsContent implements TreeContent {
	readonly pageSize = 500;
	readonly #projects: ProjectSet;

	constructor(projects: ProjectSet) {
		this.#projects = projects;
	}

	roots(): Promise<readonly Node[]> {
		return projectRoots(this.#projects, projectChildren);
	}

	async children(node: Node): Promise<readonly Node[] | undefined> {
		if (node.type === 'project') return projectChildren(node.model, node);
		if (node.type !== 'kind') return undefined;
		return node.artifacts.map((artifact) => artifactNode(node, workTreeSide(), artifact));
	}
}

async function projectChildren(model: ProjectModel, parent: Node | undefined): Promise<readonly Node[]> {
	const snapshot = await model.snapshot();
	const { root } = model.project;
	const kinds = groupByKind(snapshot.artifacts).map(
		({ group, artifacts }): KindNode => ({
			type: 'kind',
			id: `${root}|${group}`,
			parent,
			model,
			group,
			artifacts,
		}),
	);
	return [...offers(model, parent), ...brokenNodes(model, parent, workTreeSide(), snapshot), ...kinds];
}

function offers(model: ProjectModel, parent: Node | undefined): readonly Node[] {
	const { files, bytes } = missingData(model.statuses.values());
	if (files === 0) return [];
	return [{ type: 'offer', id: `${model.project.root}|offer`, parent, model, files, bytes }];
}
