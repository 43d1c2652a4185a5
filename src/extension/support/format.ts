import type { Wording } from './wording.ts';

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** `1,204`, grouped as the locale groups. */
export function formatCount(w: Wording, value: number): string {
	return new Intl.NumberFormat(w.locale).format(value);
}

/** Bytes in binary units with one decimal: `87.0 MiB`; whole bytes below one KiB. */
export function formatSize(w: Wording, bytes: number): string {
	const unit = Math.min(binaryUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
	const digits = unit === 0 ? 0 : 1;
	const number = new Intl.NumberFormat(w.locale, {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	}).format(bytes / 1024 ** unit);
	return `${number} ${binaryUnits[unit] ?? 'B'}`;
}

/** `1 file`, `1,204 files`. */
export function formatFiles(w: Wording, count: number): string {
	return count === 1 ? w.t('1 file') : w.t('{0} files', formatCount(w, count));
}

/** `1 artifact`, `1,204 artifacts`. */
export function formatArtifacts(w: Wording, count: number): string {
	return count === 1 ? w.t('1 artifact') : w.t('{0} artifacts', formatCount(w, count));
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
	['year', 365 * 86_400_000],
	['month', 30 * 86_400_000],
	['week', 7 * 86_400_000],
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
];

/** `3 weeks ago`, `yesterday`; times less than a minute away are "now". */
export function formatAgo(w: Wording, time: number): string {
	const distance = time - w.now;
	const [unit, length] = steps.find(([, size]) => Math.abs(distance) >= size) ?? ['second', Infinity];
	return new Intl.RelativeTimeFormat(w.locale, { numeric: 'auto' }).format(
		Math.trunc(distance / length),
		unit,
	);
}

/** Date and time in full, for tooltips. */
export function formatTime(w: Wording, time: number): string {
	return new Intl.DateTimeFormat(w.locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}

/** First line of a message, without the line breaks and control characters a row cannot show. */
export function firstLine(text: string): string {
	return (text.trim().split(/\r?\n/u, 1)[0] ?? '').replace(/\p{Cc}+/gu, ' ').trim();
}

/** First twelve digits of a commit or content hash. */
export function shortHash(hash: string): string {
	return hash.endsWith('.dir') ? `${hash.slice(0, 12)}….dir` : hash.slice(0, 12);
}

/** Last part of a POSIX path. */
export function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** Everything before the last part of a POSIX path; '' when there is nothing. */
export function parentFolder(path: string): string {
	return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
