import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FileListName, FileOverview, FileRow, IncompleteFolder } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import { FileBar } from './fileBar.tsx';
import { filesAmong, type Line, layOut, lineAt } from './fileLines.ts';
import { FileLineView, lineAria } from './fileLineView.tsx';
import { Incomplete } from './incomplete.tsx';
import { Message } from './message.tsx';
import { ROW_HEIGHT } from './rowHeight.ts';
import { SearchBox } from './searchBox.tsx';
import { t } from './texts.ts';
import { usePages } from './usePages.ts';
import { useSearchKey } from './useSearchKey.ts';
import { VirtualList } from './virtualList.tsx';

interface FilesTabProps {
	readonly list: FileListName;
	/** The list without a filter. */
	readonly whole: FileOverview;
	readonly incomplete: readonly IncompleteFolder[];
	readonly text: string;
	onText(text: string): void;
}

/** Differing files: a tree of artifacts, kinds of change and files, with what can be opened of each. */
export function FilesTab(props: FilesTabProps) {
	const { list, whole, incomplete, text } = props;
	const { host } = usePanel();
	const [active, setActive] = useState(-1);
	const root = useRef<HTMLDivElement>(null);
	useSearchKey(root);
	const overview = useOverview(list, text, whole);
	const tree = useTree(overview, active, setActive);
	const pages = usePages<FileRow>(`${list}:${text}`, (start, count) =>
		host.ask({ type: 'fileRows', list, text, start, count }),
	);
	const fileOf = (line: Line | undefined) => (line?.type === 'file' ? pages.row(line.index) : undefined);
	const open = (index: number): void => {
		const line = tree.line(index);
		const file = fileOf(line);
		if (line !== undefined && line.type !== 'file') tree.toggle(line);
		else if (file !== undefined) openFile(file);
	};
	const openFile = (file: FileRow): void => {
		const how = file.change === 'added' ? 'new' : file.change === 'removed' ? 'old' : 'diff';
		if (file.readable) host.send({ type: 'openFile', list, id: file.id, how });
	};
	const choose = (index: number): void => {
		setActive(index);
		open(index);
	};
	if (whole.total === 0 && incomplete.length === 0) return <NoFiles list={list} />;
	const selected = fileOf(tree.line(active));
	return (
		<div class="files" ref={root}>
			<Incomplete folders={incomplete} />
			<div class="toolbar">
				<SearchBox
					label={t('Filter by path')}
					text={text}
					onText={props.onText}
					onLeave={() => root.current?.querySelector<HTMLElement>('.list')?.focus()}
				/>
			</div>
			{overview.total === 0 && text !== '' ? (
				<Message icon="search" title={t('No path contains “{0}”', text)} />
			) : (
				<VirtualList
					id={list}
					name={`${list}:${text}`}
					role="tree"
					label={list === 'files' ? t('Differing files') : t('Differing code files')}
					rows={tree.count}
					rowHeight={ROW_HEIGHT}
					active={active}
					onActive={setActive}
					onChoose={choose}
					onOpen={open}
					onKey={tree.onKey}
					onRange={(first, end) => pages.show(tree.files(first, end))}
					row={(index) => <FileLineView line={tree.line(index)} file={fileOf(tree.line(index))} />}
					aria={(index) => lineAria(tree.line(index))}
				/>
			)}
			{selected !== undefined && <FileBar list={list} file={selected} />}
		</div>
	);
}

function NoFiles({ list }: { list: FileListName }) {
	return list === 'files' ? (
		<Message icon="check" title={t('No differing files')}>
			<p>{t('Every artifact has the same content in both versions.')}</p>
		</Message>
	) : (
		<Message icon="check" title={t('No differing code')}>
			<p>{t('The files in git are the same in both versions.')}</p>
		</Message>
	);
}

/** The overview under a filter; the last one stays until the next is here. */
function useOverview(list: FileListName, text: string, whole: FileOverview): FileOverview {
	const { host } = usePanel();
	const [filtered, setFiltered] = useState<FileOverview>();
	useEffect(() => {
		let current = true;
		if (text === '') setFiltered(undefined);
		else {
			host.ask({ type: 'overview', list, text }).then(
				(overview) => current && setFiltered(overview),
				() => current && setFiltered({ total: 0, groups: [] }),
			);
		}
		return () => {
			current = false;
		};
	}, [list, text]);
	return text === '' ? whole : (filtered ?? whole);
}

/** Headings that open and close. */
function useTree(overview: FileOverview, active: number, setActive: (index: number) => void) {
	const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
	const lines = useMemo(() => layOut(overview.groups, collapsed), [overview, collapsed]);
	const toggle = (line: Exclude<Line, { type: 'file' }>): void => {
		setCollapsed((old) => {
			const next = new Set(old);
			if (line.expanded) next.add(line.id);
			else next.delete(line.id);
			return next;
		});
	};
	const onKey = (key: string, index: number): boolean => {
		const line = lineAt(lines, index);
		if (line === undefined || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return false;
		if (line.type !== 'file' && line.expanded === (key === 'ArrowLeft')) toggle(line);
		else if (key === 'ArrowRight') setActive(Math.min(index + 1, lines.count - 1));
		else setActive(headOf(index));
		return true;
	};
	/** The heading a line lies under. */
	const headOf = (index: number): number => {
		const level = levelOf(lineAt(lines, index));
		let head = index;
		while (head > 0 && levelOf(lineAt(lines, head)) >= level) head = stretchBefore(head);
		return head;
	};
	const stretchBefore = (index: number): number => {
		const line = lineAt(lines, index);
		return line?.type === 'file' ? Math.max(0, index - (line.index - line.group.start) - 1) : index - 1;
	};
	return {
		count: lines.count,
		active,
		toggle,
		onKey,
		line: (index: number) => lineAt(lines, index),
		files: (first: number, end: number) => filesAmong(lines, first, end),
	};
}

function levelOf(line: Line | undefined): number {
	return line === undefined || line.type === 'artifact' ? 1 : line.level;
}
