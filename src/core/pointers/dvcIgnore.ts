import { type IgnorePattern, matchesPattern, parseIgnorePattern } from './ignorePattern.ts';

/** What DVC never looks into, whatever `.dvcignore` says. */
const defaults = ['.hg/', '.git/', '.git', '.dvc/'];

interface FolderRules {
	/** Number of path parts the rules' own folder has. */
	readonly depth: number;
	readonly patterns: readonly IgnorePattern[];
}

/**
 * The `.dvcignore` files of a project. Rules of a folder hold below it; the last rule that matches decides, rules of
 * deeper folders after those of higher ones; what is in an ignored folder stays ignored. Paths are relative to the
 * project's root.
 */
export class DvcIgnore {
	readonly #folders = new Map<string, FolderRules>();

	constructor() {
		this.#folders.set('', { depth: 0, patterns: parse(defaults) });
	}

	/** Adds the `.dvcignore` of a folder ('' for the root), replacing one added before. */
	add(folder: string, text: string): void {
		const lines = text.split(/\r?\n/);
		const patterns = parse(folder === '' ? [...defaults, ...lines.filter(canMatch)] : lines);
		this.#folders.set(folder, { depth: folder === '' ? 0 : folder.split('/').length, patterns });
	}

	/** Whether DVC would pass over a file or folder. */
	ignores(path: string, isFolder: boolean): boolean {
		const parts = path.split('/');
		return parts.some((_, index) =>
			this.#matches(parts.slice(0, index + 1), isFolder || index + 1 < parts.length),
		);
	}

	/** {@link ignores} for an entry of a folder that is known not to be ignored: what a walk from the root asks. */
	ignoresEntry(path: string, isFolder: boolean): boolean {
		return this.#matches(path.split('/'), isFolder);
	}

	#matches(parts: readonly string[], isFolder: boolean): boolean {
		for (let depth = parts.length - 1; depth >= 0; depth--) {
			const rules = this.#folders.get(parts.slice(0, depth).join('/'));
			if (rules === undefined) continue;
			const inside = parts.slice(rules.depth);
			const decisive = rules.patterns.findLast((pattern) => matchesPattern(pattern, inside, isFolder));
			if (decisive !== undefined) return !decisive.negated;
		}
		return false;
	}
}

/** In the root's file DVC matches nothing by a pattern of stars for folders only. */
function canMatch(line: string): boolean {
	return !/^!?(?:\*|\/?\*\*(?:\/\*\*)*)\/$/.test(line.trim());
}

function parse(lines: readonly string[]): IgnorePattern[] {
	return lines.flatMap((line) => parseIgnorePattern(line) ?? []);
}
