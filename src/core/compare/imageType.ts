/** Types an `<img>` can show, by file extension. An SVG in an `<img>` runs no script and loads nothing. */
const TYPES: Readonly<Record<string, string>> = {
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	webp: 'image/webp',
	bmp: 'image/bmp',
	avif: 'image/avif',
	svg: 'image/svg+xml',
};

/** Media type of a picture a browser can show, undefined for anything else (TIFF, DICOM, audio …). */
export function imageType(path: string): string | undefined {
	return TYPES[extensionOf(path)];
}

/** Extensions of content that is not text, so a line diff says nothing. */
const BINARY = new Set(
	(
		'onnx pt pth ckpt safetensors h5 hdf5 keras pb tflite mlmodel pkl pickle joblib npy npz parquet arrow ' +
		'feather avro orc zip gz tgz bz2 xz zst 7z tar mp3 wav flac ogg mp4 avi mov mkv webm tif tiff dcm nii ' +
		'bin dat db sqlite so dll exe wasm pdf jar whl gguf model engine trt'
	).split(' '),
);

/** Above this VS Code's editors refuse or crawl, and fetching for a glance is not bearable. */
const MAX_READABLE = 50 * 1024 * 1024;

/** Whether VS Code's own diff editor is a good way to show a change of this file. */
export function isReadable(path: string, sizes: readonly (number | undefined)[]): boolean {
	return !BINARY.has(extensionOf(path)) && sizes.every((size) => size === undefined || size <= MAX_READABLE);
}

function extensionOf(path: string): string {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
