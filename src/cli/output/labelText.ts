import type { LabelDiff, RecordDetail } from '../../core/labels/model.ts';
import { count } from './amounts.ts';
import { type Colors, colorsFor } from './colors.ts';
import { printable, tableLines } from './table.ts';

/** A comparison of label files for people: totals, then a row for each class that changed. */
export function labelText(diff: LabelDiff, color: boolean): string {
	const colors = colorsFor(color);
	const [before, after] = diff.records;
	const moved = diff.moved > 0 ? `, ${count(diff.moved, 'record')} under another key` : '';
	const lines = [
		`${colors.strong(diff.format)}: ${count(before, 'record')} before, ${count(after, 'record')} after, joined by ${printable(diff.key)}`,
		[
			colors.good(`${diff.added} added`),
			colors.bad(`${diff.removed} removed`),
			colors.warning(`${diff.changed} changed`),
			`${diff.unchanged} unchanged${moved}`,
		].join(', '),
		...imagesLine(diff),
		...fieldsLine(diff),
		...classLines(diff, colors),
	];
	return `${lines.join('\n')}\n`;
}

function imagesLine({ images }: LabelDiff): string[] {
	if (images === undefined || images.added + images.removed + images.changed === 0) return [];
	return [`images: ${images.added} added, ${images.removed} removed, ${images.changed} changed`];
}

function fieldsLine({ fields }: LabelDiff): string[] {
	const changed = Object.entries(fields).sort(([, a], [, b]) => b - a);
	if (changed.length === 0) return [];
	return [`changed fields: ${changed.map(([name, times]) => `${printable(name)} ${times}`).join(', ')}`];
}

function classLines({ classes }: LabelDiff, colors: Colors): string[] {
	// A renamed category moves its records without touching one.
	const changed = Object.entries(classes).filter(
		([, one]) => one.a !== one.b || one.added + one.removed + one.changed > 0,
	);
	if (changed.length === 0) return [];
	const head = ['class', 'before', 'after', 'added', 'removed', 'changed'];
	const rows = changed.map(([name, one]) => [
		{ text: name },
		...[one.a, one.b, one.added, one.removed, one.changed].map((number) => ({
			text: String(number),
			right: true,
		})),
	]);
	return [
		'',
		...tableLines([head.map((text, at) => ({ text, paint: colors.faint, right: at > 0 })), ...rows]),
	];
}

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** One differing record with its fields, old and new. */
export function patchText(record: RecordDetail, color: boolean): string {
	const colors = colorsFor(color);
	const paint = { added: colors.good, removed: colors.bad, changed: colors.warning }[record.kind];
	const about = [record.newClass ?? record.oldClass, record.target].filter((part) => part !== undefined);
	const head = `${signs[record.kind]} ${printable(record.key)}${about.length === 0 ? '' : `  ${printable(about.join('  '))}`}`;
	const fields = record.changes.map(
		({ field, old, new: fresh }) => `    ${printable(field)}: ${value(old)} -> ${value(fresh)}`,
	);
	return `${[paint(head), ...fields].join('\n')}\n`;
}

function value(part: unknown): string {
	return part === undefined ? '(none)' : printable(JSON.stringify(part) ?? '(none)');
}
