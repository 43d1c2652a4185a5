import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { ObjectId } from '../../core/model.ts';
import * as disk from '../files/disk.ts';
import { ContentStore, type StoreServices } from './contentStore.ts';
import { lfsObjectPath } from './objectPath.ts';

/** Where Git LFS keeps its objects. */
export interface LfsPlaces {
	/** Absolute git folder shared by all work trees (`git rev-parse --git-common-dir`). */
	readonly commonDir: string;
	/** `lfs.storage` of git's configuration: absolute, or relative to the git folder. */
	readonly storage?: string | undefined;
	/** Absolute `lfs/objects` folders of borrowed repositories, looked into but never written. */
	readonly alternates?: readonly string[] | undefined;
}

/** The Git LFS store of a repository: present means there and of the size its pointer says. */
export class LfsStore extends ContentStore {
	readonly #alternates: readonly string[];

	constructor(places: LfsPlaces, services: StoreServices = {}) {
		const root = lfsRoot(places);
		super(
			{ folder: join(root, 'objects'), pathOf: lfsObjectPath, quarantine: join(root, 'bad'), mode: 0o644 },
			services,
		);
		this.#alternates = places.alternates ?? [];
	}

	override async has(object: ObjectId, size?: number): Promise<boolean> {
		if (await super.has(object, size)) return true;
		for (const path of this.#borrowed(object)) {
			const found = await disk.statIfThere(path);
			if (found?.type === 'file' && (size === undefined || found.size === size)) return true;
		}
		return false;
	}

	override async verified(object: ObjectId, signal?: AbortSignal): Promise<string | undefined> {
		for (const path of [this.pathOf(object), ...this.#borrowed(object)]) {
			const found = await this.verifyAt(path, object, signal);
			if (found !== undefined) return found;
		}
		return undefined;
	}

	#borrowed(object: ObjectId): string[] {
		return this.#alternates.map((folder) => join(folder, lfsObjectPath(object)));
	}
}

function lfsRoot(places: LfsPlaces): string {
	const { commonDir, storage } = places;
	if (storage === undefined || storage === '') return join(commonDir, 'lfs');
	return isAbsolute(storage) ? storage : resolve(commonDir, storage);
}

/**
 * `lfs/objects` folders of the repositories this one borrows from, as Git LFS finds them: beside each `objects` folder
 * in `objects/info/alternates` and `GIT_ALTERNATE_OBJECT_DIRECTORIES`.
 */
export async function lfsAlternates(
	commonDir: string,
	env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<readonly string[]> {
	const objects = join(commonDir, 'objects');
	const listed = (await disk.readTextIfThere(join(objects, 'info', 'alternates'), 1024 * 1024)) ?? '';
	const lines = listed.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	const separator = process.platform === 'win32' ? ';' : ':';
	const given = env['GIT_ALTERNATE_OBJECT_DIRECTORIES']?.split(separator).filter((part) => part !== '') ?? [];
	return [...lines, ...given].map((path) => join(dirname(resolve(objects, path)), 'lfs', 'objects'));
}
