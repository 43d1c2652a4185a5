const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes in binary units with one decimal: `12.4 MiB`; whole bytes below one KiB; a dash for an unknown size. */
export function size(bytes: number | null | undefined): string {
	if (bytes === undefined || bytes === null) return '-';
	let unit = 0;
	let value = bytes;
	// A value that would be shown as 1024.0 is one of the next unit.
	while (value >= 1023.95 && unit < units.length - 1) {
		value /= 1024;
		unit += 1;
	}
	return `${unit === 0 ? bytes : value.toFixed(1)} ${units[unit]}`;
}

/** `1 file`, `3 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** `0.4 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
	if (seconds < 60) return `${seconds.toFixed(1)} s`;
	return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
