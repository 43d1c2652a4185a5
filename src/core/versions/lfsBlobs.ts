import { type LfsPointer, lfsPointerLimit, parseLfsPointer } from '../pointers/lfsPointer.ts';
import { smallFileLimit } from '../pointers/source.ts';
import type { GitReader } from '../ports.ts';
import { namesLfs } from './fileRoles.ts';

type Blobs = Pick<GitReader, 'blobs'>;

/** Which blobs are Git LFS pointers, and which attribute files name LFS; each blob is looked at once. */
export class LfsBlobs {
	readonly #git: Blobs;
	readonly #pointers = new Map<string, LfsPointer>();
	readonly #others = new Set<string>();
	readonly #attributes = new Map<string, boolean>();

	constructor(git: Blobs) {
		this.#git = git;
	}

	/** Looks at blobs not seen before; `pointer` answers for them afterwards. */
	async look(ids: readonly string[]): Promise<void> {
		const open = ids.filter((id) => !this.#pointers.has(id) && !this.#others.has(id));
		if (open.length === 0) return;
		const contents = await this.#git.blobs(open, lfsPointerLimit - 1);
		for (const id of open) {
			const content = contents.get(id);
			const pointer = content === undefined ? undefined : parseLfsPointer(content);
			if (pointer === undefined) this.#others.add(id);
			else this.#pointers.set(id, pointer);
		}
	}

	pointer(id: string): LfsPointer | undefined {
		return this.#pointers.get(id);
	}

	/** Reads attribute files not seen before; `namesLfs` answers for them afterwards. */
	async lookAtAttributes(ids: readonly string[]): Promise<void> {
		const open = ids.filter((id) => !this.#attributes.has(id));
		if (open.length === 0) return;
		const contents = await this.#git.blobs(open, smallFileLimit);
		for (const id of open) {
			const content = contents.get(id);
			this.#attributes.set(id, content !== undefined && namesLfs(content));
		}
	}

	namesLfs(attributes: string | undefined): boolean {
		return attributes !== undefined && (this.#attributes.get(attributes) ?? false);
	}
}
