import type { ComponentChild } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
	type ListShape,
	type ScrollPosition,
	scrolled,
	scrolledTo,
	scrolledToRow,
	scrollHeight,
	visibleRows,
} from '../core/compare/scrollMap.ts';

const OVERSCAN = 4;
/** Quiet time in ms after which the scroll bar is put where it belongs. */
const SETTLE = 150;

/** What a screen reader is told of a row. */
export interface RowAria {
	readonly level?: number | undefined;
	readonly expanded?: boolean | undefined;
	/** Undefined: read the row's text. */
	readonly label?: string | undefined;
}

export interface VirtualListProps {
	readonly id: string;
	readonly label: string;
	/** Another name is another list: it begins at its top. */
	readonly name: string;
	readonly role: 'listbox' | 'tree';
	readonly rows: number;
	readonly rowHeight: number;
	/** Row with the keyboard's attention; −1 for none. */
	readonly active: number;
	onActive(index: number): void;
	/** Enter. */
	onOpen(index: number): void;
	/** A click; without it a click only makes the row active. */
	onChoose?(index: number): void;
	/** Keys the list does not use itself; true when used. */
	onKey?(key: string, index: number): boolean;
	/** Rows that are drawn, `first` up to `end`. */
	onRange(first: number, end: number): void;
	row(index: number): ComponentChild;
	aria?(index: number): RowAria;
}

/** A list with rows of one height that draws only what is visible: 10 million rows cost as much as 30. */
export function VirtualList(props: VirtualListProps) {
	const { element, position, shape, moveTo } = useScrolling(props);
	const { first, end } = visibleRows(shape, position.top, OVERSCAN);
	const { onRange, active, name } = props;
	useEffect(() => moveTo({ top: 0, scroll: 0 }), [name]);
	// Runs after each drawing: what is drawn may also be missing rows after new data.
	useEffect(() => onRange(first, end));
	useEffect(() => {
		if (active >= 0) moveTo(scrolledToRow(shape, position, active));
	}, [active]);
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: its role is listbox or tree
		// biome-ignore lint/a11y/useAriaPropsSupportedByRole: both have a label
		<div
			ref={element}
			class="list"
			role={props.role}
			aria-label={props.label}
			aria-activedescendant={active >= first && active < end ? rowId(props.id, active) : undefined}
			tabIndex={0}
			onKeyDown={(event) => onKeyDown(event, props, shape)}
		>
			<div class="list-space" style={{ height: `${scrollHeight(shape)}px` }}>
				<div class="list-window" style={{ height: `${Math.min(shape.viewHeight, scrollHeight(shape))}px` }}>
					{indexes(first, end).map((index) => (
						<Row key={index} index={index} top={index * shape.rowHeight - position.top} list={props} />
					))}
				</div>
			</div>
		</div>
	);
}

function Row({ index, top, list }: { index: number; top: number; list: VirtualListProps }) {
	const { level, expanded, label } = list.aria?.(index) ?? {};
	const isActive = index === list.active;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: its role is option or treeitem
		// biome-ignore lint/a11y/useAriaPropsSupportedByRole: both are selected, placed and expanded
		// biome-ignore lint/a11y/useKeyWithClickEvents: the list itself has the focus and handles the keys
		<div
			id={rowId(list.id, index)}
			class={isActive ? 'row active' : 'row'}
			role={list.role === 'tree' ? 'treeitem' : 'option'}
			aria-selected={isActive}
			aria-setsize={level === undefined ? list.rows : undefined}
			aria-posinset={level === undefined ? index + 1 : undefined}
			aria-level={level}
			aria-expanded={expanded}
			aria-label={label}
			style={{ height: `${list.rowHeight}px`, transform: `translateY(${top}px)` }}
			onClick={() => (list.onChoose ?? list.onActive)(index)}
		>
			{list.row(index)}
		</div>
	);
}

function useScrolling({ rows, rowHeight }: VirtualListProps) {
	const element = useRef<HTMLDivElement>(null);
	const [viewHeight, setViewHeight] = useState(0);
	const [position, setPosition] = useState<ScrollPosition>({ top: 0, scroll: 0 });
	const shape: ListShape = { rows, rowHeight, viewHeight };
	// Event handlers outlive a drawing: they read the newest values here.
	const latest = useRef({ shape, position });
	latest.current = { shape, position };
	const moveTo = (next: ScrollPosition): void => {
		latest.current = { ...latest.current, position: next };
		setPosition(next);
		if (element.current && Math.abs(element.current.scrollTop - next.scroll) >= 1) {
			element.current.scrollTop = next.scroll;
		}
	};
	useLayoutEffect(() => {
		const list = element.current;
		if (!list) return;
		let timer: ReturnType<typeof setTimeout>;
		const settle = () => moveTo(scrolledTo(latest.current.shape, latest.current.position.top));
		const onScroll = () => {
			moveTo(scrolled(latest.current.shape, latest.current.position, list.scrollTop));
			clearTimeout(timer);
			timer = setTimeout(settle, SETTLE);
		};
		const observer = new ResizeObserver(() => setViewHeight(list.clientHeight));
		observer.observe(list);
		list.addEventListener('scroll', onScroll, { passive: true });
		return () => {
			clearTimeout(timer);
			observer.disconnect();
			list.removeEventListener('scroll', onScroll);
		};
	}, []);
	// A list that became shorter must not stay scrolled past its end.
	const held =
		scrolledTo(shape, position.top).top === position.top ? position : scrolledTo(shape, position.top);
	return { element, position: viewHeight > 0 ? held : position, shape, moveTo };
}

function onKeyDown(event: KeyboardEvent, list: VirtualListProps, shape: ListShape): void {
	if (event.ctrlKey || event.metaKey || event.altKey || list.rows === 0) return;
	const { active } = list;
	const page = Math.max(1, Math.floor(shape.viewHeight / shape.rowHeight) - 1);
	const moves: Readonly<Record<string, number>> = {
		ArrowDown: active + 1,
		ArrowUp: active - 1,
		PageDown: active + page,
		PageUp: active - page,
		Home: 0,
		End: list.rows - 1,
	};
	const to = moves[event.key];
	if (to !== undefined) list.onActive(Math.min(Math.max(to, 0), list.rows - 1));
	else if (event.key === 'Enter' && active >= 0) list.onOpen(active);
	else if (!list.onKey?.(event.key, active)) return;
	event.preventDefault();
	event.stopPropagation();
}

function rowId(list: string, index: number): string {
	return `${list}-${index}`;
}

function indexes(first: number, end: number): readonly number[] {
	return Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
}
