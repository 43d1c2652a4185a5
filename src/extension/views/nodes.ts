import type { Artifact, BrokenPointer, ManifestEntry, Version } from '../../core/model.ts';
import type { NamedSide } from '../compare/deps.ts';
import type { ProjectModel } from '../projects/projectModel.ts';
import type { KindGroup } from './rows/kindGroups.ts';

interface NodeBase {
	/** Unique in its tree and the same after every refresh, so that selection and expansion stay. */
	readonly id: string;
	readonly parent: Node | undefined;
	readonly model: ProjectModel;
}

/** One git work tree, when the window has several. */
export interface ProjectNode extends NodeBase {
	readonly type: 'project';
}

/** The offer to get the content of a fresh clone. */
export interface OfferNode extends NodeBase {
	readonly type: 'offer';
	readonly files: number;
	readonly bytes: number | undefined;
}

export interface KindNode extends NodeBase {
	readonly type: 'kind';
	readonly group: KindGroup;
	readonly artifacts: readonly Artifact[];
}

export interface ArtifactNode extends NodeBase {
	readonly type: 'artifact';
	readonly side: NamedSide;
	readonly artifact: Artifact;
	/** The same artifact in the version before this one. */
	readonly previous: Artifact | undefined;
}

/** A folder inside a folder artifact. */
export interface FolderNode extends NodeBase {
	readonly type: 'folder';
	readonly side: NamedSide;
	readonly artifact: Artifact;
	/** Relative to the artifact. */
	readonly inside: string;
	readonly entries: readonly ManifestEntry[];
}

/** A file inside a folder artifact. */
export interface FileNode extends NodeBase {
	readonly type: 'file';
	readonly side: NamedSide;
	readonly artifact: Artifact;
	readonly entry: ManifestEntry;
}

export interface BrokenNode extends NodeBase {
	readonly type: 'broken';
	readonly side: NamedSide;
	readonly broken: BrokenPointer;
}

/** The rest of a list that is shown in pages. */
export interface MoreNode extends NodeBase {
	readonly type: 'more';
	readonly shown: number;
	readonly total: number;
}

/** Children that could not be listed, and why. */
export interface ProblemNode extends NodeBase {
	readonly type: 'problem';
	readonly error: unknown;
}

export interface WorkTreeNode extends NodeBase {
	readonly type: 'workTree';
	readonly side: NamedSide;
	/** Paths of artifacts whose pointers differ from `since`; undefined when there is no version. */
	readonly changed: ReadonlySet<string> | undefined;
	readonly since: string | undefined;
}

/** Versions of one artifact in a registry of GTO tags. */
export interface ReleaseGroupNode extends NodeBase {
	readonly type: 'releaseGroup';
	readonly name: string;
	readonly versions: readonly Version[];
}

/** A tag, or (without `version`) a branch or commit a person opened. */
export interface VersionNode extends NodeBase {
	readonly type: 'version';
	readonly side: NamedSide;
	readonly version: Version | undefined;
}

/** A row of either tree. */
export type Node =
	| ProjectNode
	| OfferNode
	| KindNode
	| ArtifactNode
	| FolderNode
	| FileNode
	| BrokenNode
	| MoreNode
	| ProblemNode
	| WorkTreeNode
	| ReleaseGroupNode
	| VersionNode;

/** Path in the work tree of what a row stands for; undefined for rows that stand for no content. */
export function pathOf(node: Node): string | undefined {
	if (node.type === 'artifact') return node.artifact.path;
	if (node.type === 'folder') return `${node.artifact.path}/${node.inside}`;
	return node.type === 'file' ? `${node.artifact.path}/${node.entry.path}` : undefined;
}
