import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RecordView } from '../core/compare/messages.ts';
import type { Box } from '../core/labels/model.ts';
import { type Size, windowOf, type Zoom } from './imageWindow.ts';
import { t } from './texts.ts';

/** Size of the boxes' labels on the screen, in px. */
const LABEL = 12;

interface ImageStageProps {
	readonly record: RecordView;
	/** Undefined: boxes on a plain ground. */
	readonly address: string | undefined;
	readonly size: Size;
	readonly zoom: Zoom;
}

/** Picture and boxes in one drawing in the picture's own pixels; zooming chooses the part that is shown. */
export function ImageStage({ record, address, size, zoom }: ImageStageProps) {
	const { element, room } = useRoom();
	const [x, y, width, height] = windowOf(size, zoom, room);
	const pixel = width / room.width;
	const below = lowerBox(record);
	return (
		<svg
			ref={element}
			class="stage-svg"
			viewBox={`${x} ${y} ${width} ${height}`}
			role="img"
			aria-label={describe(record)}
		>
			{address === undefined ? (
				<rect class="ground" width={size.width} height={size.height} />
			) : (
				<image href={address} width={size.width} height={size.height} />
			)}
			{record.oldBox && (
				<BoxMark
					box={record.oldBox}
					side="old"
					pixel={pixel}
					text={label(t('old'), record.oldClass)}
					below={below === 'old'}
					seen={[y, y + height]}
				/>
			)}
			{record.newBox && (
				<BoxMark
					box={record.newBox}
					side="new"
					pixel={pixel}
					text={label(t('new'), record.newClass)}
					below={below === 'new'}
					seen={[y, y + height]}
				/>
			)}
		</svg>
	);
}

interface BoxMarkProps {
	readonly box: Box;
	readonly side: 'old' | 'new';
	/** Picture pixels in a screen pixel. */
	readonly pixel: number;
	readonly text: string;
	/** Label under the box, so that it does not lie on the other's. */
	readonly below: boolean;
	/** Top and bottom of the part of the picture that is shown; labels stay in it. */
	readonly seen: readonly [number, number];
}

/** Old dashed, new solid, each with a dark line under it that shows on any picture. */
function BoxMark({ box: [x, y, width, height], side, pixel, text, below, seen }: BoxMarkProps) {
	const frame = { x, y, width: Math.max(width, 0), height: Math.max(height, 0) };
	const [top, bottom] = seen;
	const textY = below
		? Math.min(y + height + (LABEL + 3) * pixel, bottom - 4 * pixel)
		: Math.max(y - 5 * pixel, top + LABEL * pixel);
	return (
		<g class={`box-${side}`}>
			<rect class="box-halo" {...frame} />
			<rect class="box-line" {...frame} />
			<text
				class="box-text"
				x={x}
				y={textY}
				style={{ fontSize: `${LABEL * pixel}px`, strokeWidth: `${3 * pixel}px` }}
			>
				{text}
			</text>
		</g>
	);
}

/** Size of the drawing on the screen, in px. */
function useRoom() {
	const element = useRef<SVGSVGElement>(null);
	const [room, setRoom] = useState<Size>({ width: 400, height: 300 });
	useLayoutEffect(() => {
		if (!element.current) return undefined;
		const observer = new ResizeObserver(([entry]) => {
			const { width = 1, height = 1 } = entry?.contentRect ?? {};
			setRoom({ width: Math.max(width, 1), height: Math.max(height, 1) });
		});
		observer.observe(element.current);
		return () => observer.disconnect();
	}, []);
	return { element, room };
}

/** Of two boxes the one that ends lower: its label goes under it, the other's above. */
function lowerBox({ oldBox, newBox }: RecordView): 'old' | 'new' | undefined {
	if (oldBox === undefined || newBox === undefined) return undefined;
	return oldBox[1] + oldBox[3] >= newBox[1] + newBox[3] ? 'old' : 'new';
}

function label(side: string, className: string | undefined): string {
	return className === undefined ? side : `${side}: ${className}`;
}

function describe({ oldBox, newBox, oldClass, newClass }: RecordView): string {
	const parts = [
		oldBox && t('old box {0} at {1}', oldClass ?? '', oldBox.join(', ')),
		newBox && t('new box {0} at {1}', newClass ?? '', newBox.join(', ')),
	];
	return parts.filter((part) => part !== undefined).join('; ') || t('Picture of the record');
}
