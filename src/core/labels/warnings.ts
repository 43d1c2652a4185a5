import type { Repeats } from './join.ts';
import type { LabelSide } from './labelSide.ts';
import { keyName } from './layout.ts';

const mostCategories = 8;

/** What a reader of the comparison must know before trusting its numbers, in sentences. */
export function warningsOf(
	old: LabelSide,
	other: LabelSide,
	repeats: readonly [Repeats, Repeats],
): readonly string[] {
	return [
		...sideWarnings('old', old, repeats[0]),
		...sideWarnings('new', other, repeats[1]),
		...keyWarnings(old, other),
		...(old.layout.format === 'coco' ? categoryWarnings(old, other) : []),
	];
}

function sideWarnings(name: string, side: LabelSide, repeats: Repeats): readonly string[] {
	const { nonFinite, classesOverflown, sections, present } = side.scan;
	const { hugeNumbers, repeatedNames, brokenTexts } = side.oddities;
	const { format, classField, keyFields } = side.layout;
	const keyless = keyFields.length > 0 ? sections.records.keyless.size : 0;
	const examples = repeats.examples.map((at) => side.keyText(at, side.value(at))).join(', ');
	const messages: readonly (readonly [boolean | number, string])[] = [
		[format === 'coco' && !present.has('records'), 'has no list of annotations'],
		[
			repeats.count,
			`${count(repeats.count, 'record')} with the key of an earlier one (${examples}); they are paired in order`,
		],
		[keyless, `${count(keyless, 'record')} without a usable key; they are paired by content`],
		[nonFinite, `${count(nonFinite, 'value')} NaN or Infinity, which is no JSON; equal ones count as equal`],
		[hugeNumbers, `${count(hugeNumbers, 'number')} beyond 2^53 in the records read; compared digit by digit`],
		[repeatedNames, `${count(repeatedNames, 'field')} given twice in a record read; the last one counts`],
		[brokenTexts, `${count(brokenTexts, 'text')} not in UTF-8, in the records read; compared byte by byte`],
		[classesOverflown, `too many values in "${classField ?? ''}" for classes; the rarest are not counted`],
	];
	return messages.filter(([applies]) => Boolean(applies)).map(([, text]) => `The ${name} side: ${text}.`);
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function keyWarnings(old: LabelSide, other: LabelSide): readonly string[] {
	const name = keyName(old.layout);
	if (name === '(content)')
		return [
			'No field names a record alone, so records are matched by content: a changed one is one removed and one added.',
		];
	const [a, b] = [old.scan.sections.records, other.scan.sections.records];
	const numbers = a.numberKeys + b.numberKeys;
	const texts = a.textKeys + b.textKeys;
	if (numbers === 0 || texts === 0) return [];
	return [
		`Keys "${name}" are numbers in ${count(numbers, 'record')} and text in ${texts}; 1 and "1" are two keys.`,
	];
}

function categoryWarnings(old: LabelSide, other: LabelSide): readonly string[] {
	const messages: string[] = [];
	for (const [id, name] of other.categories) {
		const before = old.categories.get(id);
		if (before === undefined) messages.push(`Category ${id} "${name}" was added.`);
		else if (before !== name) messages.push(`Category ${id} was renamed from "${before}" to "${name}".`);
	}
	for (const [id, name] of old.categories)
		if (!other.categories.has(id)) messages.push(`Category ${id} "${name}" was removed.`);
	const rest = messages.length - mostCategories;
	return rest <= 0 ? messages : [...messages.slice(0, mostCategories), `${rest} more categories differ.`];
}
