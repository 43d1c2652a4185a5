import type { Version } from '../../core/model.ts';
import { groupVersions } from '../../core/versions/groups.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ProjectSet } from '../projects/projectSet.ts';
import { workTreeSide } from '../support/sideNames.ts';
import { snapshotNodes } from './artifactNodes.ts';
import type { Node, VersionNode, WorkTreeNode } from './nodes.ts';
import type { TreeContent } from './nodeTree.ts';
import { projectRoots } from './projectNodes.ts';
import { changedArtifacts } from './rows/snapshotChanges.ts';

/** The Versions view: the work tree, what a person opened, then tags, newest first. */
export class VersionsContent implements TreeContent {
	readonly pageSize = 200;
	readonly #projects: ProjectSet;

	constructor(projects: ProjectSet) {
		this.#projects = projects;
	}

	roots(): Promise<readonly Node[]> {
		return projectRoots(this.#projects, projectVersions);
	}

	async children(node: Node): Promise<readonly Node[] | undefined> {
		if (node.type === 'project') return projectVersions(node.model, node);
		if (node.type === 'version') return versionArtifacts(node);
		if (node.type === 'workTree') {
			return snapshotNodes(node, node.side, await node.model.snapshot(), undefined);
		}
		if (node.type !== 'releaseGroup') return undefined;
		return node.versions.map((version) => versionNode(node.model, node, version));
	}
}

async function projectVersions(model: ProjectModel, parent: Node | undefined): Promise<readonly Node[]> {
	const versions = await model.versions();
	// With nothing to show, the view's welcome says what to do.
	if (versions.length === 0 && model.opened.length === 0) return [];
	const opened = model.opened.map((side): VersionNode => {
		const id = `${model.project.root}|opened|${side.name}`;
		return { type: 'version', id, parent, model, side, version: undefined };
	});
	const rows = groupVersions(versions).map((row): Node => {
		if (row.type === 'version') return versionNode(model, parent, row.version);
		const id = `${model.project.root}|group|${row.artifact}`;
		return { type: 'releaseGroup', id, parent, model, name: row.artifact, versions: row.versions };
	});
	return [await workTreeNode(model, parent, latestOfAll(versions)), ...opened, ...rows];
}

async function workTreeNode(
	model: ProjectModel,
	parent: Node | undefined,
	latest: Version | undefined,
): Promise<WorkTreeNode> {
	const changed = latest === undefined ? undefined : await changedSince(model, latest);
	const id = `${model.project.root}|workTree`;
	return { type: 'workTree', id, parent, model, side: workTreeSide(), changed, since: latest?.name };
}

async function changedSince(model: ProjectModel, latest: Version): Promise<ReadonlySet<string>> {
	const before = await model.project.snapshot({ type: 'commit', commit: latest.commit });
	return changedArtifacts(before, await model.snapshot());
}

function versionNode(model: ProjectModel, parent: Node | undefined, version: Version): VersionNode {
	const side = { name: version.name, side: { type: 'commit', commit: version.commit } } as const;
	return { type: 'version', id: `${model.project.root}|tag|${version.name}`, parent, model, side, version };
}

async function versionArtifacts(node: VersionNode): Promise<readonly Node[]> {
	const { project } = node.model;
	const previous = await previousVersion(node);
	const [snapshot, before] = await Promise.all([
		project.snapshot(node.side.side),
		previous === undefined ? undefined : project.snapshot({ type: 'commit', commit: previous.commit }),
	]);
	return snapshotNodes(node, node.side, snapshot, before);
}

/** The version below this one among those of the same artifact, or of the whole repository. */
async function previousVersion({ model, version }: VersionNode): Promise<Version | undefined> {
	if (version === undefined) return undefined;
	const series = (await model.versions()).filter((other) => seriesOf(other) === seriesOf(version));
	return series[series.findIndex(({ name }) => name === version.name) + 1];
}

/** The newest version of the whole repository; where there are only versions of single artifacts, the newest of them. */
function latestOfAll(versions: readonly Version[]): Version | undefined {
	return versions.find((version) => seriesOf(version) === undefined) ?? versions[0];
}

/** The artifact whose versions a tag belongs to (GTO); undefined for tags of the whole repository. */
function seriesOf({ release }: Version): string | undefined {
	return 'artifact' in release ? `${release.type} ${release.artifact}` : undefined;
}
