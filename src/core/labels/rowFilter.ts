import type { LabelSide } from './labelSide.ts';
import type { RecordChangeKind, RecordRow, RowQuery } from './model.ts';
import { NumberList } from './numberList.ts';

/** Where a row's record is on each side; a side that lacks it has `undefined`. */
export interface RowPlace {
	readonly kind: RecordChangeKind;
	readonly old: number | undefined;
	readonly new: number | undefined;
}

type Test = (index: number) => boolean;

/** Picks the rows a query asks for, and remembers the last pick, since a list asks for page after page of one. */
export class RowFilter {
	readonly #count: number;
	readonly #place: (index: number) => RowPlace;
	readonly #sides: readonly [LabelSide, LabelSide];
	readonly #row: (index: number) => RecordRow;
	#last: { readonly name: string; readonly indexes: Int32Array } | undefined;
	#texts: readonly string[] | undefined;

	constructor(
		count: number,
		place: (index: number) => RowPlace,
		sides: readonly [LabelSide, LabelSide],
		row: (index: number) => RecordRow,
	) {
		this.#count = count;
		this.#place = place;
		this.#sides = sides;
		this.#row = row;
	}

	/** Numbers of the rows that pass, in order. */
	apply(query: RowQuery): Int32Array {
		const name = JSON.stringify([query.kinds, query.classes, query.text]);
		if (this.#last?.name !== name) this.#last = { name, indexes: this.#pick(query) };
		return this.#last.indexes;
	}

	#pick(query: RowQuery): Int32Array {
		const tests = [this.#kindTest(query), this.#classTest(query), this.#textTest(query)].filter(
			(test) => test !== undefined,
		);
		const picked = new NumberList();
		for (let index = 0; index < this.#count; index++)
			if (tests.every((test) => test(index))) picked.push(index);
		return picked.values();
	}

	#kindTest({ kinds }: RowQuery): Test | undefined {
		return kinds === undefined ? undefined : (index) => kinds.includes(this.#place(index).kind);
	}

	#classTest({ classes }: RowQuery): Test | undefined {
		if (classes === undefined) return undefined;
		const [old, other] = this.#sides.map((side) =>
			side.classNames.map((name) => name !== undefined && classes.includes(name)),
		);
		const has = (side: 0 | 1, wanted: readonly boolean[] | undefined, at: number | undefined): boolean =>
			at !== undefined && wanted?.[this.#sides[side].scan.sections.records.classId[at] ?? 0] === true;
		return (index) => {
			const place = this.#place(index);
			return has(0, old, place.old) || has(1, other, place.new);
		};
	}

	#textTest({ text }: RowQuery): Test | undefined {
		if (text === undefined || text === '') return undefined;
		const wanted = text.toLowerCase();
		const texts = this.#searchTexts();
		return (index) => texts[index]?.includes(wanted) === true;
	}

	/** Reads every differing record once, at the first search. */
	#searchTexts(): readonly string[] {
		this.#texts ??= Array.from({ length: this.#count }, (_, index) => {
			const { key, oldClass = '', newClass = '', target = '' } = this.#row(index);
			return [key, oldClass, newClass, target].join('\n').toLowerCase();
		});
		return this.#texts;
	}
}
