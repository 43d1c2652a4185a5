import type { Formats } from '../core/compare/format.ts';
import type { FileGroup, FileRow } from '../core/compare/messages.ts';
import { CHANGE_SIGNS, changeWord } from './changeText.ts';
import { formats } from './context.ts';
import type { ArtifactLine, GroupLine, Line } from './fileLines.ts';
import { Icon } from './icon.tsx';
import { t } from './texts.ts';
import type { RowAria } from './virtualList.tsx';

interface FileLineProps {
	readonly line: Line | undefined;
	/** Undefined while the row is on its way. */
	readonly file: FileRow | undefined;
}

/** One line of the list of files. */
export function FileLineView({ line, file }: FileLineProps) {
	if (line === undefined) return null;
	if (line.type === 'artifact') return <ArtifactHeading line={line} />;
	if (line.type === 'group') return <GroupHeading line={line} />;
	return <FileCells file={file} group={line.group} level={line.level} />;
}

/** What a screen reader is told of a line. */
export function lineAria(line: Line | undefined): RowAria {
	if (line === undefined) return {};
	if (line.type === 'file') return { level: line.level };
	return { level: line.type === 'artifact' ? 1 : line.level, expanded: line.expanded };
}

function ArtifactHeading({ line }: { line: ArtifactLine }) {
	return (
		<div class="cells heading">
			<Twistie expanded={line.expanded} level={1} />
			<span class="ellipsis strong">{line.artifact}</span>
			<span class="grow" />
			{line.groups.map((group) => (
				<span key={group.change} class={`count ${group.change}`}>
					{CHANGE_SIGNS[group.change]}
					{formats.count(group.count)}
					<span class="unseen"> {changeWord(group.change)}</span>
				</span>
			))}
		</div>
	);
}

function GroupHeading({ line: { group, expanded, level } }: { line: GroupLine }) {
	return (
		<div class="cells heading">
			<Twistie expanded={expanded} level={level} />
			<span class={`sign ${group.change}`} aria-hidden="true">
				{CHANGE_SIGNS[group.change]}
			</span>
			<span>
				{formats.count(group.count)} {changeWord(group.change)}
			</span>
			<span class="grow" />
			<span class="note">{groupSizes(group, formats)}</span>
		</div>
	);
}

function FileCells({ file, group, level }: { file: FileRow | undefined; group: FileGroup; level: number }) {
	if (file === undefined) return <div class="cells bone-row" />;
	return (
		<div class="cells" title={file.path}>
			<span class={`indent level${level}`} />
			<span class={`sign ${file.change}`} aria-hidden="true">
				{CHANGE_SIGNS[file.change]}
			</span>
			<span class="ellipsis">
				{file.oldPath !== undefined && (
					<>
						<span class="note">{inside(file.oldPath, group)}</span>
						{' → '}
					</>
				)}
				{inside(file.path, group)}
			</span>
			<span class="unseen">, {changeWord(file.change)},</span>
			<span class="grow" />
			<span class="note sizes">{fileSizes(file, formats)}</span>
		</div>
	);
}

function Twistie({ expanded, level }: { expanded: boolean; level: number }) {
	return (
		<>
			<span class={`indent level${level}`} />
			<Icon name={expanded ? 'chevronDown' : 'chevronRight'} />
		</>
	);
}

/** A path without the artifact it stands under. */
function inside(path: string, { artifact }: FileGroup): string {
	return artifact !== undefined && path.startsWith(`${artifact}/`) ? path.slice(artifact.length + 1) : path;
}

/** "2.3 MB → 2.4 MB", or what is known of it. */
function fileSizes({ old, new: now }: FileRow, { bytes }: Formats): string {
	const sizes = [old?.size, now?.size].map((size) => (size === undefined ? undefined : bytes(size)));
	if (old === undefined || now === undefined) return sizes.find((size) => size !== undefined) ?? '';
	if (sizes[0] === undefined && sizes[1] === undefined) return '';
	return sizes[0] === sizes[1] ? (sizes[0] ?? '') : sizes.map((size) => size ?? '?').join(' → ');
}

function groupSizes(group: FileGroup, { bytes, count }: Formats): string {
	if (group.unknownSizes === group.count) return '';
	const { change, oldBytes, newBytes, unknownSizes } = group;
	const total =
		change === 'modified'
			? `${bytes(oldBytes)} → ${bytes(newBytes)}`
			: bytes(change === 'removed' ? oldBytes : newBytes);
	return unknownSizes === 0 ? total : t('{0}, size of {1} not known', total, count(unknownSizes));
}
