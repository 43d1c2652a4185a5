import { join } from 'node:path';
import { DvcIgnore } from '../../core/pointers/dvcIgnore.ts';
import { folderOf } from '../../core/pointers/paths.ts';
import { readTextIfThere } from '../files/disk.ts';

const ignoreFileLimit = 1024 * 1024;

/** The `.dvcignore` files of one DVC project, read when a walk comes to their folders. */
export class ProjectIgnore {
	/** Absolute folder of the DVC project. */
	readonly root: string;
	readonly #rules = new DvcIgnore();
	readonly #loaded = new Map<string, Promise<void>>();

	constructor(root: string) {
		this.root = root;
	}

	/** Whether DVC passes over an entry of a folder it does not pass over. Path relative to the project. */
	ignores(path: string, isFolder: boolean): boolean {
		return this.#rules.ignoresEntry(path, isFolder);
	}

	/** Reads the files that hold for a folder, its own left out. */
	async loadAbove(folder: string): Promise<void> {
		await this.load('');
		if (folder === '') return;
		for (let above = folderOf(folder); above !== ''; above = folderOf(above)) await this.load(above);
	}

	/** Reads the file of one folder, once. */
	load(folder: string): Promise<void> {
		const known = this.#loaded.get(folder);
		if (known !== undefined) return known;
		const loading = this.#read(folder);
		this.#loaded.set(folder, loading);
		return loading;
	}

	async #read(folder: string): Promise<void> {
		const text = await readTextIfThere(join(this.root, folder, '.dvcignore'), ignoreFileLimit);
		if (text !== undefined) this.#rules.add(folder, text);
	}
}
