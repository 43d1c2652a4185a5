import { useEffect, useState } from 'preact/hooks';
import type { MissingImage, RecordImage, RecordView } from '../core/compare/messages.ts';
import { usePanel } from './context.ts';
import type { Size } from './imageWindow.ts';

/** A picture the browser has read. */
export interface ShownImage {
	readonly image: RecordImage;
	/** `blob:` address. */
	readonly address: string;
	readonly size: Size;
}

export type ImageAnswer = ShownImage | MissingImage | undefined;

/** The picture of a record; undefined while it is on its way. */
export function useRecordImage(file: number, { index }: RecordView): ImageAnswer {
	const { host } = usePanel();
	const [answer, setAnswer] = useState<ImageAnswer>();
	useEffect(() => {
		let current = true;
		let address: string | undefined;
		const show = async (): Promise<void> => {
			const image = await host.ask({ type: 'image', file, index });
			if (!current) return;
			if ('missing' in image) return setAnswer(image);
			address = URL.createObjectURL(new Blob([image.bytes], { type: image.mime }));
			const size = await measure(address);
			if (current) setAnswer({ image, address, size });
		};
		show().catch((error: unknown) => {
			const detail = error instanceof Error ? error.message : '';
			if (current) setAnswer({ missing: 'failed', detail });
		});
		return () => {
			current = false;
			if (address !== undefined) URL.revokeObjectURL(address);
		};
	}, [file, index]);
	return answer;
}

/** Size of a picture in its own pixels; rejects for bytes that are none. */
async function measure(address: string): Promise<Size> {
	const image = new Image();
	image.src = address;
	await image.decode();
	return { width: image.naturalWidth, height: image.naturalHeight };
}
