import { useState } from 'preact/hooks';
import type { MissingImage, RecordView } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import { Icon } from './icon.tsx';
import { ImageStage } from './imageStage.tsx';
import {
	firstLook,
	groundFor,
	panBy,
	type Size,
	wholePicture,
	type Zoom,
	zoomBy,
	zoomToBoxes,
} from './imageWindow.ts';
import { t } from './texts.ts';
import { type ShownImage, useRecordImage } from './useRecordImage.ts';

/** The picture of a record with its old and new box; without a picture, the boxes alone. */
export function RecordImageView({ file, record }: { file: number; record: RecordView }) {
	const answer = useRecordImage(file, record);
	const shown = answer !== undefined && 'address' in answer ? answer : undefined;
	const boxes = [record.oldBox, record.newBox].filter((box) => box !== undefined);
	if (answer !== undefined && shown === undefined && boxes.length === 0) return <WhyNot answer={answer} />;
	if (answer === undefined) return <div class="stage waiting" aria-hidden="true" />;
	return (
		<figure class="picture">
			<Zoomable key={shown?.address} record={record} shown={shown} size={shown?.size ?? groundFor(boxes)} />
			<figcaption class="note">
				{shown === undefined ? <WhyNot answer={answer} /> : <Caption shown={shown} />}
			</figcaption>
		</figure>
	);
}

interface ZoomableProps {
	readonly record: RecordView;
	readonly shown: ShownImage | undefined;
	readonly size: Size;
}

function Zoomable({ record, shown, size }: ZoomableProps) {
	const boxes = [record.oldBox, record.newBox].filter((box) => box !== undefined);
	const [zoom, setZoom] = useState<Zoom>(() => firstLook(size, boxes));
	const onKeyDown = (event: KeyboardEvent): void => {
		const next = zoomOfKey(event, size, zoom);
		if (next === undefined) return;
		event.preventDefault();
		event.stopPropagation();
		setZoom(next);
	};
	return (
		// biome-ignore lint/a11y/useSemanticElements: no fieldset, this is no form
		<div
			class="stage"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the picture, so it takes the focus
			tabIndex={0}
			role="group"
			aria-label={t('Picture: arrow keys move, + and − zoom')}
			onKeyDown={onKeyDown}
		>
			<ImageStage record={record} address={shown?.address} size={size} zoom={zoom} />
			<div class="stage-tools">
				<Tool icon="minus" label={t('Zoom out (−)')} onClick={() => setZoom(zoomBy(zoom, 0.5))} />
				<Tool icon="plus" label={t('Zoom in (+)')} onClick={() => setZoom(zoomBy(zoom, 2))} />
				{boxes.length > 0 && (
					<Tool
						icon="target"
						label={t('Zoom to the boxes')}
						onClick={() => setZoom(zoomToBoxes(size, boxes))}
					/>
				)}
				<Tool icon="fit" label={t('Whole picture (0)')} onClick={() => setZoom(wholePicture(size))} />
			</div>
		</div>
	);
}

function Tool({
	icon,
	label,
	onClick,
}: {
	icon: 'plus' | 'minus' | 'fit' | 'target';
	label: string;
	onClick(): void;
}) {
	return (
		<button type="button" class="icon-button" title={label} aria-label={label} onClick={onClick}>
			<Icon name={icon} />
		</button>
	);
}

/** Parts of the view moved by one arrow key. */
const STEP = 0.2;

function zoomOfKey({ key }: KeyboardEvent, size: Size, zoom: Zoom): Zoom | undefined {
	switch (key) {
		case '+':
		case '=':
			return zoomBy(zoom, 2);
		case '-':
			return zoomBy(zoom, 0.5);
		case '0':
			return wholePicture(size);
		case 'ArrowLeft':
			return panBy(size, zoom, -STEP, 0);
		case 'ArrowRight':
			return panBy(size, zoom, STEP, 0);
		case 'ArrowUp':
			return panBy(size, zoom, 0, -STEP);
		case 'ArrowDown':
			return panBy(size, zoom, 0, STEP);
		default:
			return undefined;
	}
}

function Caption({ shown: { image, size } }: { shown: ShownImage }) {
	const { names, formats } = usePanel();
	return (
		<>
			{image.path} · {size.width} × {size.height} · {image.from === 'old' ? names[0] : names[1]}
			{image.others > 0 && <> · {t('{0} more files are called so', formats.count(image.others))}</>}
		</>
	);
}

function WhyNot({ answer }: { answer: ShownImage | MissingImage }) {
	if (!('missing' in answer)) return null;
	const { missing, detail } = answer;
	const texts = {
		noTarget: t('The record names no picture.'),
		notFound: t('No file of this version is called {0}.', detail),
		notPicture: t('{0} cannot be shown here.', detail),
		failed: t('The picture could not be shown: {0}', detail),
	};
	return <p class="note">{texts[missing]}</p>;
}
