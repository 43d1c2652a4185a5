import { type FileList, fileRows, listFiles } from '../../core/compare/fileList.ts';
import type { FileListName, FileOverview, FileRow } from '../../core/compare/messages.ts';
import { TidemarkError } from '../../core/errors.ts';
import type { Comparison, FileChange } from '../../core/model.ts';

/** Pages of the two lists of files; keeps the order of the last filter, since pages of one filter come in a row. */
export class ComparisonFiles {
	readonly #changes: Readonly<Record<FileListName, readonly FileChange[]>>;
	readonly #last = new Map<FileListName, { readonly text: string; readonly list: FileList }>();

	constructor(comparison: Comparison) {
		this.#changes = { files: comparison.files, code: comparison.code };
	}

	/** Groups of the files whose path contains `text`. */
	overview(list: FileListName, text: string): FileOverview {
		return this.#list(list, text).overview;
	}

	/** One page of the same list. */
	rows(list: FileListName, text: string, start: number, count: number): readonly FileRow[] {
		return fileRows(this.#changes[list], this.#list(list, text), start, count);
	}

	/** The change a row's `id` names. Throws `notFound` for any other number. */
	change(list: FileListName, id: number): FileChange {
		const change = this.#changes[list][id];
		if (change === undefined) throw new TidemarkError('notFound', `There is no differing file ${id}.`);
		return change;
	}

	#list(name: FileListName, text: string): FileList {
		const last = this.#last.get(name);
		if (last?.text === text) return last.list;
		const list = listFiles(this.#changes[name], text);
		this.#last.set(name, { text, list });
		return list;
	}
}
