import { findBySuffix, indexPaths, type PathIndex } from '../../core/compare/imageMatch.ts';
import { imageType } from '../../core/compare/imageType.ts';
import type { MissingImage, RecordImage, SideName } from '../../core/compare/messages.ts';
import { plainText } from '../../core/compare/plainText.ts';
import { describeError } from '../../core/errors.ts';
import type { RecordDetail } from '../../core/labels/model.ts';
import type { Artifact } from '../../core/model.ts';
import type { Project } from '../../platform/project/project.ts';

/** A picture larger than this is not sent to the panel. */
const MAX_BYTES = 64 * 1024 * 1024;

type ReadFile = (absolutePath: string, maxBytes: number) => Promise<Uint8Array>;

interface Found {
	readonly path: string;
	readonly others: number;
}

/** Finds and reads the pictures that label records belong to, in the record's own version. */
export class RecordImages {
	readonly #project: Project;
	readonly #sides: { readonly old: SideName; readonly new: SideName };
	readonly #readFile: ReadFile;
	readonly #indexes = new Map<'old' | 'new', Promise<PathIndex>>();

	constructor(project: Project, sides: readonly [SideName, SideName], readFile: ReadFile) {
		this.#project = project;
		this.#sides = { old: sides[0], new: sides[1] };
		this.#readFile = readFile;
	}

	/** Picture of a record of the label file `labelPath`: of the new version, for a removed record of the old one. */
	async image(
		labelPath: string,
		record: Pick<RecordDetail, 'kind' | 'target'>,
		signal: AbortSignal | undefined,
	): Promise<RecordImage | MissingImage> {
		const { target } = record;
		if (target === undefined || target === '') return missing('noTarget', '');
		const order = record.kind === 'removed' ? (['old', 'new'] as const) : (['new', 'old'] as const);
		try {
			for (const from of order) {
				const found = await this.#find(from, target, labelPath);
				if (found !== undefined) return await this.#read(from, found, signal);
			}
			return missing('notFound', target);
		} catch (error) {
			return missing('failed', describeError(error));
		}
	}

	async #read(
		from: 'old' | 'new',
		{ path, others }: Found,
		signal: AbortSignal | undefined,
	): Promise<RecordImage | MissingImage> {
		const mime = imageType(path);
		if (mime === undefined) return missing('notPicture', path);
		const file = await this.#project.contentFile(this.#sides[from].side, path, { signal });
		const bytes = await this.#readFile(file, MAX_BYTES);
		return { path: plainText(path, 1000), from, others, mime, bytes: new Uint8Array(bytes).buffer };
	}

	async #find(from: 'old' | 'new', target: string, labelPath: string): Promise<Found | undefined> {
		const match = findBySuffix(await this.#index(from), target, labelPath);
		return match ?? (await this.#findInGit(from, target, labelPath));
	}

	/** A picture in plain git is in no artifact: only beside the label file, or as written from the root. */
	async #findInGit(from: 'old' | 'new', target: string, labelPath: string): Promise<Found | undefined> {
		const folder = labelPath.slice(0, labelPath.lastIndexOf('/') + 1);
		const relative = target.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
		if (relative.startsWith('/') || relative.split('/').some((part) => part === '..' || part === '')) {
			return undefined;
		}
		for (const path of new Set([folder + relative, relative])) {
			if (await this.#exists(from, path)) return { path, others: 0 };
		}
		return undefined;
	}

	async #exists(from: 'old' | 'new', path: string): Promise<boolean> {
		try {
			return await this.#project.isLocal(this.#sides[from].side, path);
		} catch {
			return false;
		}
	}

	#index(from: 'old' | 'new'): Promise<PathIndex> {
		let index = this.#indexes.get(from);
		if (index === undefined) {
			index = this.#listPaths(from).then(indexPaths);
			this.#indexes.set(from, index);
		}
		return index;
	}

	async #listPaths(from: 'old' | 'new'): Promise<readonly string[]> {
		const { artifacts } = await this.#project.snapshot(this.#sides[from].side);
		const lists = await Promise.all(artifacts.map((artifact) => this.#pathsOf(artifact)));
		return lists.flat();
	}

	/** A folder whose manifest cannot be had hides its pictures, not those of the others. */
	async #pathsOf(artifact: Artifact): Promise<readonly string[]> {
		if (!artifact.isFolder) return [artifact.path];
		try {
			const entries = await this.#project.files(artifact);
			return entries.map((entry) => `${artifact.path}/${entry.path}`);
		} catch {
			return [];
		}
	}
}

function missing(why: MissingImage['missing'], detail: string): MissingImage {
	return { missing: why, detail: plainText(detail, 1000) };
}
