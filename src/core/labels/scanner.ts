import { TidemarkError } from '../errors.ts';
import { byteKind, escapeLength, kindOfByte, numberEnd, plainInString, wordLength } from './jsonBytes.ts';
import { type Expects, expects, unexpected } from './jsonGrammar.ts';
import { type LabelLayout, recordDepth, type Section } from './layout.ts';
import { RecordSink, type ScanResult } from './recordSink.ts';

const open = { object: 0x7b, array: 0x5b } as const;
const deepest = 1_000_000;
const longestNumber = 1 << 20;
const largestRecord = 512 << 20;
const none = -1;

/**
 * Finds the records of a JSON label file in one pass over its bytes, in chunks of any size, checking the whole grammar
 * but building no values. Memory: the record at hand and 34 bytes for each found. Throws `malformed` with the byte at
 * which the file stops being JSON.
 *
 * A faster kernel can stand in for it: whatever takes the same chunks and gives the same {@link ScanResult}.
 */
export class RecordScanner {
	readonly #file: string;
	readonly #layout: LabelLayout;
	readonly #sink: RecordSink;
	/** The bytes at hand, then a 0 that ends every inner loop. */
	#bytes = new Uint8Array(1 << 16);
	#length = 0;
	/** Offset in the file of the first byte at hand. */
	#base = 0;
	#at = 0;
	#expects: Expects = expects.value;
	#open = new Uint8Array(64);
	#depth = 0;
	/** Depth at which values are records now; -1 outside COCO's lists. */
	#recordDepth: number;
	/** Where the record being read begins. */
	#record = none;
	#inString = false;
	#stringIsName = false;
	#stringStart = none;
	#escaped = false;
	#values = 0;

	constructor(layout: LabelLayout, file: string) {
		this.#file = file;
		this.#layout = layout;
		this.#sink = new RecordSink(layout);
		this.#recordDepth = layout.format === 'coco' ? none : recordDepth[layout.format];
	}

	/** Takes the next bytes of the file; they may be reused by the caller afterwards. */
	push(chunk: Uint8Array): void {
		this.#makeRoom(chunk.length);
		this.#bytes.set(chunk, this.#length);
		this.#length += chunk.length;
		this.#bytes[this.#length] = 0;
		this.#scan(false);
	}

	/** Ends the file and gives what was found. */
	finish(): ScanResult {
		this.#scan(true);
		if (this.#inString) this.#fail(this.#at, 'the file ends inside a text');
		if (this.#depth > 0) this.#fail(this.#at, 'the file ends before its last bracket is closed');
		if (this.#values === 0 && this.#layout.format !== 'jsonl') this.#fail(this.#at, 'the file is empty');
		return this.#sink.result(this.#base + this.#length);
	}

	/** What has been found so far, for a look at the head of a file. */
	sofar(): ScanResult {
		return this.#sink.result(this.#base + this.#length);
	}

	/** Where the record that has begun but not ended lies, for a look at the head of a file. */
	get recordStart(): { readonly offset: number; readonly nameGap: number } | undefined {
		if (this.#record === none) return undefined;
		const offset = this.#base + this.#record;
		return { offset, nameGap: this.#sink.nameGap(offset) };
	}

	/** Forgets what is read and needed no more, and grows the room when the rest and the new bytes need it. */
	#makeRoom(wanted: number): void {
		const kept = this.#inString ? Math.min(this.#at, this.#stringStart) : this.#at;
		const from = this.#record === none ? kept : Math.min(kept, this.#record);
		const rest = this.#length - from;
		if (rest > largestRecord) this.#fail(from, `one record has more than ${largestRecord} bytes`);
		const room = rest + wanted + 1;
		const bytes =
			room <= this.#bytes.length ? this.#bytes : new Uint8Array(Math.max(room, this.#bytes.length * 2));
		bytes.set(this.#bytes.subarray(from, this.#length));
		this.#bytes = bytes;
		this.#shift(from);
	}

	#shift(by: number): void {
		this.#base += by;
		this.#length -= by;
		this.#at -= by;
		this.#stringStart -= by;
		if (this.#record !== none) this.#record -= by;
		this.#sink.shift(by, this.#bytes, this.#base);
	}

	/** The one loop over all bytes. Everything it calls is for the few bytes that end or begin something. */
	#scan(last: boolean): void {
		const bytes = this.#bytes;
		const length = this.#length;
		for (;;) {
			if (this.#inString && !this.#endString(last)) return;
			let at = this.#at;
			let byte = bytes[at] as number;
			let kind = kindOfByte[byte] as number;
			while (kind === byteKind.space) {
				byte = bytes[++at] as number;
				kind = kindOfByte[byte] as number;
			}
			this.#at = at;
			if (kind === byteKind.comma) {
				if (this.#expects !== expects.commaOrEnd) this.#fail(at, 'a comma stands where none can be');
				this.#expects = this.#open[this.#depth - 1] === open.object ? expects.name : expects.value;
				this.#at++;
			} else if (kind === byteKind.number) {
				if (!this.#numbers(at, last)) return;
			} else if (kind === byteKind.quote) this.#beginString(at);
			else if (kind === byteKind.colon) {
				if (this.#expects !== expects.colon) this.#fail(at, 'a colon stands where none can be');
				this.#expects = expects.value;
				this.#at++;
			} else if (kind === byteKind.open) this.#openContainer(at, byte);
			else if (kind === byteKind.close) this.#closeContainer(at, byte);
			else if (at >= length) return;
			else if (kind === byteKind.word ? !this.#word(at, last) : !this.#mark(at, last)) return;
		}
	}

	#beginValue(at: number): void {
		if (this.#expects > expects.valueOrEnd) this.#fail(at, unexpected[this.#expects]);
		if (this.#depth === this.#recordDepth) this.#record = at;
	}

	#endValue(end: number): void {
		this.#at = end;
		if (this.#depth > 0) this.#expects = expects.commaOrEnd;
		else this.#endDocument();
		if (this.#depth !== this.#recordDepth) return;
		this.#sink.addRecord(this.#record, end);
		this.#record = none;
	}

	#endDocument(): void {
		this.#values++;
		this.#expects = this.#layout.format === 'jsonl' ? expects.value : expects.nothing;
	}

	/**
	 * A number, and those after it in a list: most of a label file is coordinates. Goes on from the last one that is
	 * surely whole; false when the bytes at hand end first.
	 */
	#numbers(start: number, last: boolean): boolean {
		const bytes = this.#bytes;
		const inner = this.#expects <= expects.valueOrEnd && this.#depth !== this.#recordDepth;
		const inList = inner && this.#open[this.#depth - 1] === open.array;
		let at = start;
		let end = inner && this.#depth > 0 ? numberEnd(bytes, at) : none;
		if (end < 0 || end >= this.#length) return this.#number(at, last);
		while (inList && bytes[end] === 0x2c && kindOfByte[bytes[end + 1] as number] === byteKind.number) {
			at = end + 1;
			end = numberEnd(bytes, at);
			if (end >= 0 && end < this.#length) continue;
			this.#expects = expects.value;
			return this.#number(at, last);
		}
		this.#at = end;
		this.#expects = expects.commaOrEnd;
		return true;
	}

	/** A number that may be a record, cut, wrong, or `-Infinity`. */
	#number(at: number, last: boolean): boolean {
		this.#at = at;
		if (this.#bytes[at] === 0x2d && this.#bytes[at + 1] === 0x49) return this.#word(at, last);
		const end = numberEnd(this.#bytes, at);
		const stop = end < 0 ? -1 - end : end;
		if (stop >= this.#length && !last) {
			if (stop - at > longestNumber) this.#fail(at, `a number has more than ${longestNumber} digits`);
			return false;
		}
		this.#beginValue(at);
		if (end < 0) this.#fail(stop, 'a number is not complete');
		this.#endValue(end);
		return true;
	}

	#word(at: number, last: boolean): boolean {
		const length = wordLength(this.#bytes, at, this.#length);
		if (length === 0 && !last) return false;
		this.#beginValue(at);
		if (length <= 0) this.#fail(at, 'a word that is no JSON');
		if (length === 3 || length > 5) this.#sink.nonFinite++;
		this.#endValue(at + length);
		return true;
	}

	/** A byte order mark at the very beginning, which may be cut by a chunk's end; anything else is no JSON. */
	#mark(at: number, last: boolean): boolean {
		const [a, b, c] = this.#bytes.subarray(at, at + 3);
		if (this.#base + at !== 0 || a !== 0xef) this.#fail(at, 'a byte that cannot stand here');
		if (this.#length < 3 && !last) return false;
		if (b !== 0xbb || c !== 0xbf) this.#fail(at, 'a byte that cannot stand here');
		this.#at = 3;
		return true;
	}

	#beginString(at: number): void {
		this.#stringIsName = this.#expects === expects.name || this.#expects === expects.nameOrEnd;
		if (!this.#stringIsName) this.#beginValue(at);
		this.#stringStart = at;
		this.#escaped = false;
		this.#inString = true;
		this.#at = at + 1;
	}

	/** Reads on in a string; false when the bytes at hand end first. */
	#endString(last: boolean): boolean {
		const bytes = this.#bytes;
		let at = this.#at;
		for (;;) {
			while (plainInString[bytes[at] as number] === 1) at++;
			if (bytes[at] === 0x22) break;
			this.#at = at;
			if (at >= this.#length) return false;
			if (bytes[at] !== 0x5c) this.#fail(at, 'a control character stands in a text');
			const length = escapeLength(bytes, at, this.#length);
			if (length < 0 || (length === 0 && last)) this.#fail(at, 'an escape that is none');
			if (length === 0) return false;
			this.#escaped = true;
			at += length;
		}
		this.#inString = false;
		if (this.#stringIsName) this.#endName(at + 1);
		else this.#endValue(at + 1);
		return true;
	}

	#endName(end: number): void {
		this.#at = end;
		this.#expects = expects.colon;
		if (this.#record !== none) {
			if (this.#depth === this.#recordDepth + 1) this.#sink.noteField(this.#stringStart, end, this.#escaped);
		} else if (this.#depth === 1) this.#sink.noteContainerName(this.#stringStart, end);
	}

	#openContainer(at: number, byte: number): void {
		this.#beginValue(at);
		if (this.#depth === this.#open.length) this.#growOpen(at);
		this.#open[this.#depth++] = byte;
		this.#expects = byte === open.object ? expects.nameOrEnd : expects.valueOrEnd;
		this.#at = at + 1;
		if (this.#depth === 2 && this.#layout.format === 'coco') this.#enterSection(byte);
	}

	#enterSection(byte: number): void {
		const section: Section | undefined = byte === open.array ? this.#sink.enterSection() : undefined;
		if (section !== undefined) this.#recordDepth = 2;
	}

	#growOpen(at: number): void {
		if (this.#depth >= deepest) this.#fail(at, `more than ${deepest} levels of nesting`);
		const grown = new Uint8Array(this.#open.length * 2);
		grown.set(this.#open);
		this.#open = grown;
	}

	#closeContainer(at: number, byte: number): void {
		const opened = this.#depth === 0 ? none : (this.#open[this.#depth - 1] as number);
		// `}` and `]` are two after `{` and `[`.
		if (opened !== byte - 2) this.#fail(at, `a ${String.fromCharCode(byte)} closes what is not open`);
		const fits =
			this.#expects === expects.commaOrEnd ||
			this.#expects === (opened === open.object ? expects.nameOrEnd : expects.valueOrEnd);
		if (!fits) this.#fail(at, unexpected[this.#expects]);
		this.#depth--;
		if (this.#depth === 1 && this.#layout.format === 'coco') this.#recordDepth = none;
		this.#endValue(at + 1);
	}

	#fail(at: number, what: string): never {
		const record =
			this.#record === none ? '' : `, in the record that begins at byte ${this.#base + this.#record}`;
		throw new TidemarkError(
			'malformed',
			`Not valid JSON: it stops at byte ${this.#base + at}${record}: ${what}.`,
			{
				file: this.#file,
				next: 'Repair the file, or compare another version of it.',
			},
		);
	}
}
