import type { Side } from '../core/model.ts';
import type { Project } from '../platform/project/project.ts';

/** The side `--version` names; the work tree without. */
export function sideOf(project: Project, version: string | undefined): Promise<Side> {
	return version === undefined ? Promise.resolve({ type: 'workspace' }) : project.side(version);
}

/** The two sides of a comparison: from HEAD to the work tree, unless said otherwise. */
export async function twoSides(
	project: Project,
	a: string | undefined,
	b: string | undefined,
): Promise<readonly [Side, Side]> {
	return [await project.side(a ?? 'HEAD'), await sideOf(project, b)];
}
