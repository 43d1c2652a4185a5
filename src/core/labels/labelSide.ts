import { TidemarkError } from '../errors.ts';
import { ChainTable } from './chainTable.ts';
import { JsonReader, JsonSyntaxError, type JsonValue } from './jsonReader.ts';
import { decodeString } from './jsonText.ts';
import { scalarText } from './jsonValues.ts';
import type { LabelLayout, Section } from './layout.ts';
import { KeyHasher, textEnd } from './recordKey.ts';
import type { ScanResult } from './recordSink.ts';
import { keyText } from './recordValue.ts';
import { type LabelSource, WindowedReader } from './source.ts';

const targetFields = [
	'file_name',
	'filename',
	'image',
	'image_path',
	'img',
	'path',
	'file',
	'audio',
	'url',
] as const;
const mostTargets = 50_000;
const looksLikeFile = /\.[A-Za-z][A-Za-z0-9]{1,5}$/;
const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';

/** What reading records has met that other readers pass over. */
export interface Oddities {
	repeatedNames: number;
	hugeNumbers: number;
	brokenTexts: number;
}

/** One side of a comparison: its index, and its records read one at a time when they are asked for. */
export class LabelSide {
	readonly scan: ScanResult;
	readonly layout: LabelLayout;
	readonly oddities: Oddities = { repeatedNames: 0, hugeNumbers: 0, brokenTexts: 0 };
	/** COCO: category names by the category id's text, in the file's order. */
	readonly categories: ReadonlyMap<string, string>;
	/** Class names by class number; undefined for "no class". */
	readonly classNames: readonly (string | undefined)[];
	readonly #reader: WindowedReader;
	readonly #imageReader: WindowedReader;
	readonly #file: string;
	readonly #targets = new Map<string, string | undefined>();
	readonly #key = new KeyHasher();
	#imageTable: ChainTable | undefined;

	constructor(source: LabelSource, scan: ScanResult, layout: LabelLayout) {
		this.#reader = new WindowedReader(source);
		this.#imageReader = new WindowedReader(source);
		this.#file = source.name;
		this.scan = scan;
		this.layout = layout;
		this.categories = this.#readCategories();
		this.classNames = scan.classes.map((text, at) => this.#className(text, at));
	}

	/** Record `at` of a list, as a value. */
	value(at: number, section: Section = 'records'): JsonValue {
		const index = this.scan.sections[section];
		const reader = section === 'images' ? this.#imageReader : this.#reader;
		const offset = index.offset[at] ?? 0;
		const json = new JsonReader(reader.read(offset, index.length[at] ?? 0));
		try {
			return json.document();
		} catch (error) {
			throw this.#located(error, offset);
		} finally {
			this.#count(json);
		}
	}

	#located(error: unknown, offset: number): unknown {
		if (!(error instanceof JsonSyntaxError)) return error;
		const what = `The record at byte ${offset} cannot be read: it stops at byte ${offset + error.at}: ${error.message}.`;
		return new TidemarkError('malformed', what, { file: this.#file });
	}

	#count(json: JsonReader): void {
		this.oddities.repeatedNames += json.repeatedNames;
		this.oddities.hugeNumbers += json.hugeNumbers;
		this.oddities.brokenTexts += json.brokenTexts;
	}

	/** Key of a record of the main list, as text; its number in the file where it has none. */
	keyText(at: number, value: JsonValue): string {
		return keyText(value, this.layout.keyFields) ?? this.#nameText(at) ?? `#${at + 1}`;
	}

	#nameText(at: number): string | undefined {
		const { offset, nameGap } = this.scan.sections.records;
		const gap = nameGap[at] ?? 0;
		if (gap === 0 || this.layout.keyFields.length > 0) return undefined;
		const name = this.#reader.read((offset[at] ?? 0) - gap, gap);
		return decodeString(name, 1, textEnd(name, 1)).text;
	}

	/** Class of a record of the main list. */
	className(at: number): string | undefined {
		return this.classNames[this.scan.sections.records.classId[at] ?? 0];
	}

	#className(text: string, at: number): string | undefined {
		if (at === 0) return undefined;
		return this.layout.format === 'coco' ? (this.categories.get(text) ?? text) : text;
	}

	#readCategories(): ReadonlyMap<string, string> {
		const names = new Map<string, string>();
		for (let at = 0; at < this.scan.sections.categories.count; at++) {
			const value = this.value(at, 'categories');
			const id = value instanceof Map ? scalarText(value.get('id')) : undefined;
			const name = value instanceof Map ? scalarText(value.get('name')) : undefined;
			if (id !== undefined) names.set(id, name ?? id);
		}
		return names;
	}

	/** The image or file a record belongs to, as the labels write it: its own field, a map's name, COCO's image. */
	target(at: number, value: JsonValue): string | undefined {
		const own = value instanceof Map ? targetFields.map((field) => value.get(field)).find(isText) : undefined;
		if (own !== undefined) return own;
		const name = this.#nameText(at);
		if (name !== undefined && looksLikeFile.test(name)) return name;
		const image = value instanceof Map ? value.get('image_id') : undefined;
		return image === undefined ? name : this.#imageName(image);
	}

	#imageName(id: JsonValue): string | undefined {
		const text = scalarText(id);
		if (text === undefined || this.layout.format !== 'coco') return text;
		if (!this.#targets.has(text)) {
			if (this.#targets.size >= mostTargets) this.#targets.clear();
			this.#targets.set(text, this.#findImage(id) ?? text);
		}
		return this.#targets.get(text);
	}

	#findImage(id: JsonValue): string | undefined {
		const { images } = this.scan.sections;
		this.#imageTable ??= new ChainTable({ lo: images.keyLo, hi: images.keyHi }, images.count);
		if (this.#key.ofValue(id) === 'none') return undefined;
		const at = this.#imageTable.find(this.#key.lo, this.#key.hi);
		const image = at < 0 ? undefined : this.value(at, 'images');
		return image instanceof Map ? scalarText(image.get('file_name')) : undefined;
	}
}
