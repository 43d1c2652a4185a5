import type { FileGroup } from '../core/compare/messages.ts';

/** Files of one artifact, or of none. */
export interface ArtifactLine {
	readonly type: 'artifact';
	readonly id: string;
	readonly artifact: string;
	readonly groups: readonly FileGroup[];
	readonly expanded: boolean;
}

export interface GroupLine {
	readonly type: 'group';
	readonly id: string;
	readonly group: FileGroup;
	readonly expanded: boolean;
	/** 1, or 2 inside an artifact. */
	readonly level: number;
}

export interface FileLine {
	readonly type: 'file';
	/** Position in the list of files. */
	readonly index: number;
	readonly group: FileGroup;
	readonly level: number;
}

export type Line = ArtifactLine | GroupLine | FileLine;

interface Stretch {
	/** First line it takes. */
	readonly line: number;
	readonly length: number;
	readonly head: ArtifactLine | GroupLine | undefined;
	readonly group: FileGroup | undefined;
	readonly level: number;
}

/** The lines of a list of files: headings and files, without holding a line per file. */
export interface FileLines {
	readonly count: number;
	readonly stretches: readonly Stretch[];
}

/** Lays out groups, leaving out what is inside the `collapsed` headings (by their ids). */
export function layOut(groups: readonly FileGroup[], collapsed: ReadonlySet<string>): FileLines {
	const layout = new Layout(collapsed);
	for (const family of families(groups)) layout.addFamily(family);
	return layout.lines();
}

/** Line `number`, or undefined past the end. */
export function lineAt(lines: FileLines, number: number): Line | undefined {
	const stretch = stretchAt(lines, number);
	if (stretch === undefined) return undefined;
	if (stretch.head !== undefined) return stretch.head;
	if (stretch.group === undefined) return undefined;
	const index = stretch.group.start + number - stretch.line;
	return { type: 'file', index, group: stretch.group, level: stretch.level };
}

/** Positions of the files among lines `first` up to `end`, in stretches `[from, to)`. */
export function filesAmong(
	lines: FileLines,
	first: number,
	end: number,
): readonly (readonly [number, number])[] {
	return lines.stretches.flatMap(({ line, length, group, head }) => {
		const from = Math.max(first, line);
		const to = Math.min(end, line + length);
		if (head !== undefined || group === undefined || from >= to) return [];
		return [[group.start + from - line, group.start + to - line] as const];
	});
}

class Layout {
	readonly #collapsed: ReadonlySet<string>;
	readonly #stretches: Stretch[] = [];
	#count = 0;

	constructor(collapsed: ReadonlySet<string>) {
		this.#collapsed = collapsed;
	}

	lines(): FileLines {
		return { count: this.#count, stretches: this.#stretches };
	}

	addFamily(groups: readonly FileGroup[]): void {
		const artifact = groups[0]?.artifact;
		if (artifact === undefined) this.#addGroups(groups, 1);
		else this.#addArtifact(artifact, groups);
	}

	#addArtifact(artifact: string, groups: readonly FileGroup[]): void {
		const id = `artifact:${artifact}`;
		const expanded = !this.#collapsed.has(id);
		this.#add(1, { type: 'artifact', id, artifact, groups, expanded }, undefined, 1);
		if (expanded) this.#addGroups(groups, 2);
	}

	#addGroups(groups: readonly FileGroup[], level: number): void {
		for (const group of groups) {
			const id = `${group.change}:${group.artifact ?? ''}`;
			const expanded = !this.#collapsed.has(id);
			this.#add(1, { type: 'group', id, group, expanded, level }, undefined, level);
			if (expanded) this.#add(group.count, undefined, group, level + 1);
		}
	}

	#add(length: number, head: Stretch['head'], group: FileGroup | undefined, level: number): void {
		this.#stretches.push({ line: this.#count, length, head, group, level });
		this.#count += length;
	}
}

/** Groups of the same artifact, which lie one after the other. */
function families(groups: readonly FileGroup[]): readonly (readonly FileGroup[])[] {
	const result: FileGroup[][] = [];
	for (const group of groups) {
		const last = result.at(-1);
		if (last !== undefined && last[0]?.artifact === group.artifact) last.push(group);
		else result.push([group]);
	}
	return result;
}

function stretchAt({ stretches }: FileLines, number: number): Stretch | undefined {
	let low = 0;
	let high = stretches.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >>> 1;
		if ((stretches[middle]?.line ?? 0) <= number) low = middle;
		else high = middle - 1;
	}
	const stretch = stretches[low];
	return stretch !== undefined && number >= 0 && number < stretch.line + stretch.length ? stretch : undefined;
}
