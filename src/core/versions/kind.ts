import type { Artifact, ArtifactKind } from '../model.ts';
import { type FileFormat, formatOfName } from './formats.ts';

/** Kinds and formats as people see them, guessed from names where nothing declares them. */
export interface Classification {
	readonly kind: ArtifactKind;
	readonly format: string | undefined;
}

/** A word of a path, between separators: `train_labels.json` has `train`, `labels`, `json`. */
const words = /[^a-z]+/;
const kindsOfWords: ReadonlyMap<string, ArtifactKind> = new Map<string, ArtifactKind>([
	...['label', 'labels', 'annotation', 'annotations', 'ann', 'anns', 'groundtruth'].map(
		(word): [string, ArtifactKind] => [word, 'labels'],
	),
	...['model', 'models', 'checkpoint', 'checkpoints', 'weights'].map((word): [string, ArtifactKind] => [
		word,
		'model',
	]),
	...['metrics', 'performance'].map((word): [string, ArtifactKind] => [word, 'metrics']),
	...['params', 'hyperparams', 'hyperparameters'].map((word): [string, ArtifactKind] => [word, 'params']),
	...['plots'].map((word): [string, ArtifactKind] => [word, 'plots']),
]);

const kindsOfFolders = new Set<ArtifactKind>(['labels', 'model', 'plots']);
const labelFormats = new Set(['COCO', 'JSON', 'JSON Lines', 'CSV', 'TSV', 'XML', 'Text', 'YAML', 'Parquet']);
const valueFormats = new Set(['JSON', 'YAML', 'TOML']);

/**
 * Kind and format of an artifact whose pointer or `dvc.yaml` declares none: from its name, its folders and its
 * extension. A folder that says nothing is taken for a dataset, a file that says nothing is `other`.
 */
export function classifyByName({ path, isFolder }: Pick<Artifact, 'path' | 'isFolder'>): Classification {
	const hints = hintsOf(path.toLowerCase());
	if (isFolder)
		return { kind: hints.find((kind) => kindsOfFolders.has(kind)) ?? 'dataset', format: undefined };
	const format = isCocoName(path) ? coco : formatOfName(path);
	const hint = hints.find((kind) => fits(kind, format?.name));
	const kind = format?.kind === 'model' ? 'model' : (hint ?? format?.kind ?? 'other');
	return { kind, format: format?.name };
}

const coco: FileFormat = { name: 'COCO', kind: 'labels' };

/** `coco.json`, `train_coco.json`, and `instances_val2017.json` as the COCO dataset itself names them. */
function isCocoName(path: string): boolean {
	return /(^|[/_.-])(coco[^/]*|instances_[^/]*)\.json$/i.test(path);
}

/** Kinds the words of a path hint at, the most telling first: from the last word back to the first. */
function hintsOf(path: string): ArtifactKind[] {
	return path
		.split(words)
		.reverse()
		.flatMap((word) => kindsOfWords.get(word) ?? []);
}

/** `labels/img1.png` is an image beside labels, not labels; `params.csv` holds no parameters. */
function fits(kind: ArtifactKind, format: string | undefined): boolean {
	if (kind === 'labels') return format !== undefined && labelFormats.has(format);
	if (kind === 'metrics' || kind === 'params') return format !== undefined && valueFormats.has(format);
	return kind !== 'model' || format === undefined || format === 'Binary';
}

/** The artifact with kind and format filled in; `declared` is what `dvc.yaml` says of its path. */
export function classified(artifact: Artifact, declared?: ArtifactKind): Artifact {
	const guess = classifyByName(artifact);
	const kind = artifact.kind !== 'other' ? artifact.kind : (declared ?? guess.kind);
	return { ...artifact, kind, format: artifact.format ?? guess.format };
}
