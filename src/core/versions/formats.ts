import type { ArtifactKind } from '../model.ts';

/** What an extension says of a file. */
export interface FileFormat {
	/** Short name for people. */
	readonly name: string;
	/** The kind such files are, where nothing better is known. */
	readonly kind: ArtifactKind;
}

const models: Readonly<Record<string, string>> = {
	ckpt: 'Checkpoint',
	engine: 'TensorRT',
	gguf: 'GGUF',
	h5: 'HDF5',
	joblib: 'Joblib',
	keras: 'Keras',
	mlmodel: 'Core ML',
	onnx: 'ONNX',
	pb: 'TensorFlow',
	pkl: 'Pickle',
	pickle: 'Pickle',
	pt: 'PyTorch',
	pth: 'PyTorch',
	safetensors: 'SafeTensors',
	tflite: 'TFLite',
};

const data: Readonly<Record<string, string>> = {
	arrow: 'Arrow',
	avi: 'AVI',
	bmp: 'BMP',
	csv: 'CSV',
	db: 'SQLite',
	feather: 'Feather',
	flac: 'FLAC',
	gif: 'GIF',
	gz: 'GZip',
	jpeg: 'JPEG',
	jpg: 'JPEG',
	json: 'JSON',
	jsonl: 'JSON Lines',
	las: 'LAS',
	mp3: 'MP3',
	mp4: 'MP4',
	ndjson: 'JSON Lines',
	npy: 'NumPy',
	npz: 'NumPy',
	parquet: 'Parquet',
	png: 'PNG',
	sqlite: 'SQLite',
	tar: 'TAR',
	tfrecord: 'TFRecord',
	tgz: 'TAR',
	tif: 'TIFF',
	tiff: 'TIFF',
	tsv: 'TSV',
	wav: 'WAV',
	webp: 'WebP',
	xml: 'XML',
	zip: 'ZIP',
	zst: 'Zstandard',
};

const plain: Readonly<Record<string, string>> = {
	bin: 'Binary',
	html: 'HTML',
	md: 'Markdown',
	toml: 'TOML',
	txt: 'Text',
	yaml: 'YAML',
	yml: 'YAML',
};

const byExtension = new Map<string, FileFormat>([
	...rows(models, 'model'),
	...rows(data, 'dataset'),
	...rows(plain, 'other'),
]);

function rows(names: Readonly<Record<string, string>>, kind: ArtifactKind): [string, FileFormat][] {
	return Object.entries(names).map(([extension, name]) => [extension, { name, kind }]);
}

/** Format by a file name's extension, in any case; undefined for one not known. */
export function formatOfName(name: string): FileFormat | undefined {
	const dot = name.lastIndexOf('.');
	return dot < 0 ? undefined : byExtension.get(name.slice(dot + 1).toLowerCase());
}
