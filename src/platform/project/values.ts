import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { ValueFile } from '../../core/metrics/valueDiff.ts';
import { valueFiles } from '../../core/metrics/valueFiles.ts';
import type { Side, Snapshot } from '../../core/model.ts';
import { type DvcYaml, parseDvcYaml } from '../../core/pointers/dvcYaml.ts';
import { folderOf, joinPath } from '../../core/pointers/paths.ts';
import { readIfThere } from '../files/disk.ts';
import type { RunOptions } from './project.ts';

/** Metrics and params files of one side, read; `errors` names those that could not be. */
export interface SideValues {
	readonly metrics: readonly ValueFile[];
	readonly params: readonly ValueFile[];
	readonly errors: readonly TidemarkError[];
}

/** What reading values takes. */
export interface ValueServices {
	readonly snapshot: (side: Side) => Promise<Snapshot>;
	readonly contentFile: (side: Side, path: string, options?: RunOptions) => Promise<string>;
}

/** Bytes above which a metrics or params file is not read. */
const largest = 32 * 1024 * 1024;

/** Reads the metrics and params files of a side: DVC's declared ones, or those whose name says what they are; `only` one kind. */
export async function sideValues(
	side: Side,
	services: ValueServices,
	options: RunOptions & { readonly only?: 'metrics' | 'params' } = {},
): Promise<SideValues> {
	const snapshot = await services.snapshot(side);
	const errors: TidemarkError[] = [];
	const read = async (path: string): Promise<Uint8Array | undefined> => {
		throwIfCancelled(options.signal);
		try {
			return await readIfThere(await services.contentFile(side, path, options), largest);
		} catch (error) {
			if (!TidemarkError.is(error) || error.code === 'cancelled') throw error;
			if (error.code !== 'notFound') errors.push(ofFile(error, path));
			return undefined;
		}
	};
	const files = valueFiles(snapshot, await dvcYamls(snapshot, read, errors));
	return {
		metrics: await contents(options.only === 'params' ? [] : files.metrics.map((path) => ({ path })), read),
		params: await contents(options.only === 'metrics' ? [] : files.params, read),
		errors,
	};
}

/** The error, naming the file that was wanted; the place it names itself may be a pointer or a config file. */
function ofFile(error: TidemarkError, path: string): TidemarkError {
	const { code, message, kept, next } = error;
	return new TidemarkError(code, message, { file: path, kept, next, cause: error });
}

async function contents(
	files: readonly Omit<ValueFile, 'content'>[],
	read: (path: string) => Promise<Uint8Array | undefined>,
): Promise<ValueFile[]> {
	const values: ValueFile[] = [];
	for (const file of files) {
		const content = await read(file.path);
		if (content !== undefined) values.push({ ...file, content });
	}
	return values;
}

/** The `dvc.yaml` at the root and beside each `dvc.lock`; a broken one is told and left out. */
async function dvcYamls(
	snapshot: Snapshot,
	read: (path: string) => Promise<Uint8Array | undefined>,
	errors: TidemarkError[],
): Promise<DvcYaml[]> {
	const pointers = snapshot.artifacts.map(({ pointerFile }) => pointerFile);
	const locks = pointers.filter((path) => path === 'dvc.lock' || path.endsWith('/dvc.lock'));
	const found: DvcYaml[] = [];
	for (const folder of new Set(['', ...locks.map(folderOf)])) {
		const path = joinPath(folder, 'dvc.yaml');
		const content = await read(path);
		if (content === undefined) continue;
		try {
			found.push(parseDvcYaml(content, path));
		} catch (error) {
			if (!TidemarkError.is(error)) throw error;
			errors.push(error);
		}
	}
	return found;
}
