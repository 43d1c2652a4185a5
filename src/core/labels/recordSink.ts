import { ClassTable } from './classTable.ts';
import { Hasher } from './hash.ts';
import { decodeString } from './jsonText.ts';
import { cocoSections, keyFieldsOf, type LabelLayout, type Section } from './layout.ts';
import { RecordIndex } from './recordIndex.ts';
import { KeyHasher, type KeyKind } from './recordKey.ts';

/** What one pass over a label file found. */
export interface ScanResult {
	/** Size of the file in bytes. */
	readonly bytes: number;
	/** One index for each list of records. */
	readonly sections: Readonly<Record<Section, RecordIndex>>;
	/** Class values as text, by class number; 0 is "no class". */
	readonly classes: readonly string[];
	/** The class field has too many values to be one. */
	readonly classesOverflown: boolean;
	/** `NaN` and `Infinity` in the whole file. */
	readonly nonFinite: number;
	/** COCO lists that are there. */
	readonly present: ReadonlySet<Section>;
}

const contentSeed = 0x43;
const none = -1;

interface WantedField {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** Position after the name in the record at hand; -1 = not seen. */
	at: number;
}

const wanted = (name: string): WantedField => ({ name, bytes: new TextEncoder().encode(name), at: none });
const sections = (): Record<Section, RecordIndex> => ({
	records: new RecordIndex(),
	images: new RecordIndex(),
	categories: new RecordIndex(),
});

/** Takes what the scanner sees — names, records — and keeps index entries. Positions are in the scanner's bytes. */
export class RecordSink {
	nonFinite = 0;
	readonly #layout: LabelLayout;
	readonly #sections = sections();
	readonly #present = new Set<Section>();
	readonly #key = new KeyHasher();
	readonly #hasher = new Hasher();
	readonly #classes = new ClassTable(new KeyHasher());
	readonly #class: WantedField | undefined;
	readonly #keys: Readonly<Record<Section, readonly WantedField[]>>;
	#section: Section = 'records';
	#index = this.#sections.records;
	#fields: readonly WantedField[];
	#keyFields: readonly WantedField[];
	#bytes: Uint8Array = new Uint8Array(0);
	#view: DataView = new DataView(new ArrayBuffer(0));
	#base = 0;
	/** COCO: last property name at the outermost level. */
	#listName = '';
	#nameOffset = none;
	#nameLo = 0;
	#nameHi = 0;

	constructor(layout: LabelLayout) {
		this.#layout = layout;
		this.#class = layout.classField === undefined ? undefined : wanted(layout.classField);
		const id = keyFieldsOf('id').map(wanted);
		this.#keys = { records: layout.keyFields.map(wanted), images: id, categories: id };
		this.#keyFields = this.#keys.records;
		this.#fields = this.#fieldsOf('records');
	}

	#fieldsOf(section: Section): readonly WantedField[] {
		const keys = this.#keys[section];
		return section === 'records' && this.#class !== undefined ? [...keys, this.#class] : keys;
	}

	/** The scanner moved its bytes `by` positions down; `bytes` begin at `base` in the file. */
	shift(by: number, bytes: Uint8Array, base: number): void {
		for (const field of this.#fields) if (field.at !== none) field.at -= by;
		this.#base = base;
		if (bytes.buffer === this.#view.buffer) return;
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer);
	}

	/** A property name, quotes included, at the record's own level. */
	noteField(start: number, end: number, escaped: boolean): void {
		for (const field of this.#fields)
			if (escaped ? this.#text(start, end) === field.name : this.#equals(field.bytes, start + 1, end - 1))
				field.at = end;
	}

	#equals(name: Uint8Array, start: number, end: number): boolean {
		if (end - start !== name.length) return false;
		for (let at = 0; at < name.length; at++) if (this.#bytes[start + at] !== name[at]) return false;
		return true;
	}

	/** A property name, quotes included, of the outermost object. */
	noteContainerName(start: number, end: number): void {
		this.#key.readToken(this.#bytes, this.#view, start);
		this.#nameLo = this.#key.lo;
		this.#nameHi = this.#key.hi;
		this.#nameOffset = this.#base + start;
		if (this.#layout.format === 'coco') this.#listName = this.#text(start, end);
	}

	#text(start: number, end: number): string {
		return decodeString(this.#bytes, start + 1, end - 1).text;
	}

	/** The list that begins under the last name; undefined when it holds no records. */
	enterSection(): Section | undefined {
		const section = cocoSections.get(this.#listName);
		if (section === undefined) return undefined;
		this.#present.add(section);
		this.#section = section;
		this.#index = this.#sections[section];
		this.#keyFields = this.#keys[section];
		this.#fields = this.#fieldsOf(section);
		return section;
	}

	/** A whole record; its bytes are known to be valid JSON. */
	addRecord(start: number, end: number): void {
		const index = this.#index;
		const at = index.add();
		const offset = this.#base + start;
		this.#hasher.run(this.#view, start, end, contentSeed);
		index.hashLo[at] = this.#hasher.lo;
		index.hashHi[at] = this.#hasher.hi;
		index.offset[at] = offset;
		index.length[at] = end - start;
		index.nameGap[at] = this.nameGap(offset);
		this.#addKey(index, at);
		if (this.#section === 'records') index.classId[at] = this.#classOf(start);
		for (const field of this.#fields) field.at = none;
	}

	/** Bytes from a map's property name to its record at `offset`; 0 where records have no names. */
	nameGap(offset: number): number {
		return this.#layout.format === 'map' ? offset - this.#nameOffset : 0;
	}

	#addKey(index: RecordIndex, at: number): void {
		const kind = this.#readKey();
		if (kind === 'none') index.keyless.add(at);
		else if (kind === 'number') index.numberKeys++;
		else index.textKeys++;
		index.keyLo[at] = kind === 'none' ? this.#hasher.lo : this.#key.lo;
		index.keyHi[at] = kind === 'none' ? this.#hasher.hi | 0x80000000 : this.#key.hi;
	}

	#readKey(): KeyKind {
		const [first, ...others] = this.#keyFields;
		if (first === undefined) return this.#nameKey();
		let kind = this.#readField(first);
		for (const field of others) {
			const { lo, hi } = this.#key;
			if (kind === 'none' || this.#readField(field) === 'none') return 'none';
			this.#key.joinTo(lo, hi);
			kind = 'text';
		}
		return kind;
	}

	#nameKey(): KeyKind {
		if (this.#layout.format !== 'map') return 'none';
		this.#key.lo = this.#nameLo;
		this.#key.hi = this.#nameHi;
		return 'text';
	}

	#readField(field: WantedField): KeyKind {
		return field.at === none ? 'none' : this.#key.readToken(this.#bytes, this.#view, this.#valueAt(field.at));
	}

	/** Number of the class: of the class field, or of the record itself where it is a text (`{"a.jpg": "cat"}`). */
	#classOf(start: number): number {
		const field = this.#class;
		if (field !== undefined && field.at !== none)
			return this.#classes.readToken(this.#bytes, this.#view, this.#valueAt(field.at));
		return this.#bytes[start] === 0x22 ? this.#classes.readToken(this.#bytes, this.#view, start) : 0;
	}

	/** First byte of the value after a name: past white space and the colon. */
	#valueAt(after: number): number {
		let at = after;
		while ((this.#bytes[at] ?? 0) <= 32 || this.#bytes[at] === 0x3a) at++;
		return at;
	}

	result(bytes: number): ScanResult {
		return {
			bytes,
			sections: this.#sections,
			classes: this.#classes.values,
			classesOverflown: this.#classes.overflown,
			nonFinite: this.nonFinite,
			present: this.#present,
		};
	}
}
