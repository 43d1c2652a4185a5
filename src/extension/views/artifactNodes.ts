import type { Artifact, Snapshot } from '../../core/model.ts';
import type { NamedSide } from '../compare/deps.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { ArtifactNode, BrokenNode, FileNode, FolderNode, Node } from './nodes.ts';
import { listFolder } from './rows/folderListing.ts';
import { byPath } from './rows/snapshotChanges.ts';

/** Rows of a version's artifacts: broken pointers first, then all by path. */
export function snapshotNodes(
	parent: Node,
	side: NamedSide,
	snapshot: Snapshot,
	previous: Snapshot | undefined,
): readonly Node[] {
	const before = previous === undefined ? undefined : byPath(previous);
	return [
		...brokenNodes(parent.model, parent, side, snapshot),
		...snapshot.artifacts.map((artifact) => artifactNode(parent, side, artifact, before?.get(artifact.path))),
	];
}

export function brokenNodes(
	model: ProjectModel,
	parent: Node | undefined,
	side: NamedSide,
	snapshot: Snapshot,
): readonly BrokenNode[] {
	return snapshot.broken.map((broken, index) => ({
		type: 'broken',
		id: `${parent?.id ?? model.project.root}|broken|${index}|${broken.path}`,
		parent,
		model,
		side,
		broken,
	}));
}

export function artifactNode(
	parent: Node,
	side: NamedSide,
	artifact: Artifact,
	previous?: Artifact,
): ArtifactNode {
	const id = `${parent.id}|${artifact.path}`;
	return { type: 'artifact', id, parent, model: parent.model, side, artifact, previous };
}

/** Rows of what lies in a folder artifact; the manifest is read when it is opened, not before. */
export async function insideArtifact(node: ArtifactNode): Promise<readonly Node[]> {
	const entries = await node.model.project.files(node.artifact);
	return listingNodes(node, node.side, node.artifact, entries, '');
}

export function insideFolder(node: FolderNode): readonly Node[] {
	return listingNodes(node, node.side, node.artifact, node.entries, node.inside);
}

function listingNodes(
	parent: ArtifactNode | FolderNode,
	side: NamedSide,
	artifact: Artifact,
	entries: FolderNode['entries'],
	inside: string,
): readonly Node[] {
	const { model } = parent;
	const listing = listFolder(entries, inside);
	const folders = listing.folders.map(
		({ path, entries }): FolderNode => ({
			type: 'folder',
			id: `${parent.id}|${path}`,
			parent,
			model,
			side,
			artifact,
			inside: path,
			entries,
		}),
	);
	const files = listing.files.map(
		(entry): FileNode => ({
			type: 'file',
			id: `${parent.id}|${entry.path}`,
			parent,
			model,
			side,
			artifact,
			entry,
		}),
	);
	return [...folders, ...files];
}
