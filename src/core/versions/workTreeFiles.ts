import { TidemarkError } from '../errors.ts';
import type { BrokenPointer } from '../model.ts';
import { nameOf } from '../pointers/paths.ts';
import type { WorkTreeFile, WorkTreeReader } from '../ports.ts';
import type { RoleFile } from './fileRoles.ts';
import { roleLimits } from './folder.ts';
import { plainKind } from './plainFiles.ts';

/** A file of the work tree as it was just read. */
export interface ReadFile {
	readonly path: string;
	readonly file: RoleFile;
	/** Undefined for one that is too large to look into. */
	readonly content: Uint8Array | undefined;
}

interface LastContent {
	readonly content: Uint8Array;
	readonly id: string;
}

/** Reads the files that matter, and gives equal content at one path the same id each time it is read. */
export class WorkTreeFiles {
	readonly #workTree: WorkTreeReader;
	#last = new Map<string, LastContent>();
	#nextId = 0;

	constructor(workTree: WorkTreeReader) {
		this.#workTree = workTree;
	}

	/** Reads all of them; ones that are gone are left out, ones that cannot be read are broken. */
	async read(
		files: readonly (WorkTreeFile & { readonly role: RoleFile['role'] })[],
	): Promise<{ readonly files: readonly ReadFile[]; readonly broken: readonly BrokenPointer[] }> {
		const last = this.#last;
		this.#last = new Map();
		const read: ReadFile[] = [];
		const broken: BrokenPointer[] = [];
		for (const { path, indexBlob, role } of files) {
			if (role === 'plain' && plainKind(path) === undefined) continue;
			try {
				const content = await this.#content(path, role);
				if (content === undefined) continue;
				const id = role === 'plain' ? this.#blobId(content, indexBlob) : this.#id(path, content, last);
				const file = { name: nameOf(path), role, id, executable: false };
				read.push({ path, file, content: content === tooLarge ? undefined : content });
			} catch (error) {
				if (!TidemarkError.is(error)) throw error;
				broken.push({ path, error });
			}
		}
		return { files: read, broken };
	}

	/** {@link tooLarge} for a plain file above its limit: its name has to do. */
	async #content(path: string, role: RoleFile['role']): Promise<Uint8Array | undefined> {
		try {
			return await this.#workTree.read(path, roleLimits[role]);
		} catch (error) {
			if (role === 'plain' && TidemarkError.is(error, 'malformed')) return tooLarge;
			throw error;
		}
	}

	#blobId(content: Uint8Array, indexBlob: string | undefined): string {
		const id = content === tooLarge ? undefined : this.#workTree.blobId?.(content);
		return id ?? indexBlob ?? '';
	}

	/** Git's own id where it can be had: then a pointer that is as it was committed is parsed once for both sides. */
	#id(path: string, content: Uint8Array, last: ReadonlyMap<string, LastContent>): string {
		const blob = this.#workTree.blobId?.(content);
		if (blob !== undefined) return blob;
		const before = last.get(path);
		const same = before !== undefined && equal(before.content, content);
		const kept = same ? before : { content, id: `work-tree-${this.#nextId++}` };
		this.#last.set(path, kept);
		return kept.id;
	}
}

const tooLarge = new Uint8Array();

function equal(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
