import fc from 'fast-check';

/** A repeatable source of choices. */
export class Dice {
	#state: number;

	constructor(seed: number) {
		this.#state = seed | 0;
	}

	/** An integer from 0 to `below - 1`. */
	roll(below: number): number {
		this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
		return (this.#state >>> 1) % below;
	}

	shuffle<T>(items: readonly T[]): T[] {
		const left = [...items];
		return items.map(() => left.splice(this.roll(left.length), 1)[0] as T);
	}
}

const gaps = ['', '', '', ' ', '\n', '\t  ', '\r\n'];

/** One of the many texts that stand for a value: white space, order of names, spelling of numbers and letters vary. */
export function spell(value: unknown, dice: Dice, keepOrder = false): string {
	const gap = (): string => gaps[dice.roll(gaps.length)] ?? '';
	const list = (parts: readonly string[]): string =>
		parts.map((part) => gap() + part + gap()).join(',') || gap();
	if (typeof value === 'string') return spellText(value, dice);
	if (typeof value === 'number') return spellNumber(value, dice);
	if (Array.isArray(value)) return `[${list(value.map((part) => spell(part, dice)))}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const entries = Object.entries(value).map(
		([name, part]) => `${spellText(name, dice)}${gap()}:${gap()}${spell(part, dice)}`,
	);
	return `{${list(keepOrder ? entries : dice.shuffle(entries))}}`;
}

function spellText(text: string, dice: Dice): string {
	const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
	return `"${units.map((unit) => spellUnit(unit, dice)).join('')}"`;
}

function spellUnit(unit: number, dice: Dice): string {
	const plain = JSON.stringify(String.fromCharCode(unit)).slice(1, -1);
	if (unit >= 0xd800 && unit < 0xe000) return escapeOf(unit);
	return dice.roll(8) === 0 ? escapeOf(unit) : plain;
}

const escapeOf = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;

function spellNumber(value: number, dice: Dice): string {
	const text = JSON.stringify(value);
	if (!/^-?\d+$/.test(text)) return dice.roll(2) === 0 ? text : text.replace('e', 'E');
	return [text, text, `${text}.0`, `${text}e0`, value === 0 ? text : `${text}0E-1`][dice.roll(5)] ?? text;
}

const names = fc.oneof(
	fc.constantFrom('__proto__', 'constructor', 'toString', 'label', 'a', 'id ', 'é', '"', '\\', '{', '[1]'),
	fc.string({ unit: 'binary', maxLength: 6 }),
);

/** Values with odd names, odd texts and numbers as label files hold them. */
export const values: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
	leaf: fc.oneof(
		fc.string({ unit: 'binary', maxLength: 12 }),
		fc.constantFrom('{"', '}', '],', '\\"', '\u0000', '猫😀', ''),
		fc.integer({ min: -1000, max: 100_000 }),
		fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
		fc.boolean(),
		fc.constant(null),
	),
	tree: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		tie('leaf'),
		fc.array(tie('tree'), { maxLength: 4 }),
		fc.array(fc.tuple(names, tie('tree')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
	),
})).tree;

/** A record: an object with a class and a box, and whatever else, but no `id`. */
export const records: fc.Arbitrary<Record<string, unknown>> = fc
	.tuple(
		fc.constantFrom('cat', 'dog', 'bird'),
		fc.tuple(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 })),
		fc.array(fc.tuple(names, values), { maxLength: 3 }),
	)
	.map(([label, bbox, rest]) => Object.fromEntries([...rest, ['label', label], ['bbox', bbox]]));

/** UTF-8 bytes cut at random places. */
export function chunksOf(bytes: Uint8Array, dice: Dice, longest: number): Uint8Array[] {
	const chunks: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; ) {
		const length = 1 + dice.roll(longest);
		chunks.push(bytes.slice(at, at + length));
		at += length;
	}
	return chunks;
}
