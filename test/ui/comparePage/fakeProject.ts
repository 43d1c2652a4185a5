import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SideName } from '../../../src/core/compare/messages.ts';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { LabelComparison } from '../../../src/core/labels/model.ts';
import type { Artifact, Comparison, Side } from '../../../src/core/model.ts';
import type { Project, RunOptions } from '../../../src/platform/project/project.ts';
import { compareLabelFiles } from '../../../src/platform/workers/labelClient.ts';

/** What a test's project knows; the rest of `Project` must not be asked. */
export interface FakeData {
	/** Folder with `old/…` and `new/…`. */
	readonly folder: string;
	readonly comparison: Comparison | ((signal: AbortSignal | undefined) => Promise<Comparison>);
	/** Files of the folder artifact `images` on each side. */
	readonly images?: readonly string[] | undefined;
	/** Instead of the real engine. */
	readonly labels?: ((options: RunOptions) => Promise<LabelComparison>) | undefined;
	readonly isLocal?: boolean | undefined;
}

export const oldSide: SideName = { name: 'v1.0.0', side: { type: 'commit', commit: 'a'.repeat(40) } };
export const newSide: SideName = { name: 'v1.2.0', side: { type: 'commit', commit: 'b'.repeat(40) } };

/** A project with two versions in two folders; label files are compared by the real engine. */
export function fakeProject(data: FakeData): Project {
	const file = (side: Side, path: string): string =>
		join(data.folder, JSON.stringify(side) === JSON.stringify(oldSide.side) ? 'old' : 'new', path);
	const known: Partial<Project> = {
		root: data.folder,
		compare: async (_a, _b, options) =>
			typeof data.comparison === 'function' ? data.comparison(options?.signal) : data.comparison,
		compareLabels: (a, b, options = {}) =>
			data.labels?.(options) ??
			compareLabelFiles(
				{
					oldFile: file(a.side, a.path),
					newFile: file(b.side, b.path),
					oldName: a.path,
					newName: b.path,
					key: options.key,
				},
				options,
			),
		snapshot: async () => ({ artifacts: [imagesFolder], broken: [] }),
		files: async () => (data.images ?? []).map((path) => ({ path, object: undefined, size: undefined })),
		contentFile: async (side, path) => file(side, path),
		isLocal: async (_side, path) => (data.isLocal ?? true) && path.endsWith('.json'),
	};
	return new Proxy(known as Project, {
		get: (target, name): unknown => Reflect.get(target, name) ?? refuse(String(name)),
	});
}

/** Writes a file of one side. */
export async function writeSide(
	folder: string,
	side: 'old' | 'new',
	path: string,
	content: string | Uint8Array,
) {
	const file = join(folder, side, path);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, content);
}

function refuse(name: string): () => never {
	return () => {
		throw new TidemarkError('unsupported', `The test's project has no ${name}.`);
	};
}

const imagesFolder: Artifact = {
	path: 'images',
	system: 'dvc',
	pointerFile: 'images.dvc',
	object: { algorithm: 'md5', hash: `${'0'.repeat(32)}.dir` },
	isFolder: true,
	isExecutable: false,
	size: undefined,
	fileCount: undefined,
	kind: 'dataset',
	push: true,
	cached: true,
	projectRoot: '',
};
