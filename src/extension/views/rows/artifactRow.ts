import type { Artifact, ArtifactStatus } from '../../../core/model.ts';
import { baseName, formatCount, formatFiles, formatSize, parentFolder } from '../../support/format.ts';
import type { Wording } from '../../support/wording.ts';
import { kindIcons } from './kindGroups.ts';
import { facets, facts, type Row } from './row.ts';
import { stateWords } from './stateWords.ts';

/** Row of an artifact of the work tree: state icon, format, file count, size, state word. */
export function artifactRow(w: Wording, artifact: Artifact, status: ArtifactStatus | undefined): Row {
	const state = stateWords(w, status);
	const content = contentFacts(w, artifact);
	const words = state.urgent ? [state.word, ...content] : [...content, state.word];
	return {
		label: baseName(artifact.path),
		description: facts(...words, parentFolder(artifact.path)),
		icon: state.icon,
		context: facets('artifact', artifact.system, shape(artifact), ...stateFacets(artifact, status)),
		spoken: facts(artifact.path, ...words),
		collapsible: artifact.isFolder ? 'collapsed' : 'no',
	};
}

/** Row of an artifact in a version; `previous` is the same artifact in the version before, when there is one. */
export function versionArtifactRow(w: Wording, artifact: Artifact, previous: Artifact | undefined): Row {
	const content = contentFacts(w, artifact);
	const change = changeWord(w, artifact, previous);
	return {
		label: baseName(artifact.path),
		description: facts(...content, change, parentFolder(artifact.path)),
		icon: { id: kindIcons[artifact.kind] },
		context: facets(
			'versionArtifact',
			artifact.system,
			shape(artifact),
			artifact.system !== 'git' && 'fetchable',
		),
		spoken: facts(artifact.path, ...content, change),
		collapsible: artifact.isFolder ? 'collapsed' : 'no',
	};
}

function contentFacts(w: Wording, artifact: Artifact): readonly (string | undefined)[] {
	return [
		artifact.format,
		artifact.isFolder && artifact.fileCount !== undefined ? formatFiles(w, artifact.fileCount) : undefined,
		artifact.size === undefined ? undefined : formatSize(w, artifact.size),
	];
}

function shape(artifact: Artifact): string {
	return artifact.isFolder ? 'folder' : 'file';
}

function stateFacets(artifact: Artifact, status: ArtifactStatus | undefined): readonly (string | false)[] {
	const fetchable = status === undefined || status.local === 'missing' || status.local === 'partial';
	const isHere = status?.local !== 'missing';
	const pushable =
		isHere && (status === undefined || status.remote === 'unpushed' || status.remote === 'unknown');
	const stored = artifact.system !== 'git' && artifact.cached;
	return [stored && fetchable && 'fetchable', stored && artifact.push && pushable && 'pushable'];
}

/** `new`, `+96 files`, `changed`; undefined when nothing changed or there is nothing to compare with. */
function changeWord(w: Wording, artifact: Artifact, previous: Artifact | undefined): string | undefined {
	if (previous === undefined || artifact.object?.hash === previous.object?.hash) return undefined;
	const more = addedFiles(artifact, previous);
	if (more > 0) return w.t('+{0} files', formatCount(w, more));
	if (more < 0) return w.t('−{0} files', formatCount(w, -more));
	return w.t('changed');
}

/** Zero where one of the two does not say how many files it has: DVC wrote no `nfiles` before 2.0. */
function addedFiles({ isFolder, fileCount }: Artifact, previous: Artifact): number {
	if (!isFolder || fileCount === undefined || previous.fileCount === undefined) return 0;
	return fileCount - previous.fileCount;
}
