import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import type { Node, ProjectNode } from './nodes.ts';

/** Roots of a view: what the only project holds, or a row for each project of the window. */
export async function projectRoots(
	projects: ProjectSet,
	childrenOf: (model: ProjectModel, parent: undefined) => Promise<readonly Node[]>,
): Promise<readonly Node[]> {
	const models = await projects.all();
	const [only] = models;
	if (only !== undefined && models.length === 1) return childrenOf(only, undefined);
	return models.map(
		(model): ProjectNode => ({ type: 'project', id: model.project.root, parent: undefined, model }),
	);
}
