/** Outlines on a 16 × 16 grid, drawn with the colour of the text. */
const PATHS = {
	swap: 'M11 2l3 3-3 3M14 5H4M5 8l-3 3 3 3M2 11h10',
	refresh: 'M13.5 8a5.5 5.5 0 1 1-1.8-4.1M13.5 1.5v3h-3',
	copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
	search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3L14 14',
	chevronRight: 'M6 3.5L10.5 8 6 12.5',
	chevronDown: 'M3.5 6L8 10.5 12.5 6',
	chevronLeft: 'M10 3.5L5.5 8l4.5 4.5',
	warning: 'M8 2L1.5 13.5h13zM8 6.5v3.5M8 11.8v.4',
	error: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5.5 5.5l5 5M10.5 5.5l-5 5',
	info: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7v4.5M8 4.6v.4',
	check: 'M2.5 8.5l4 4 7-9',
	plus: 'M8 3v10M3 8h10',
	minus: 'M3 8h10',
	fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
	target: 'M8 1v3M8 12v3M1 8h3M12 8h3M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
	picture: 'M1.5 2.5h13v11h-13zM1.5 11l4-4 3.5 3.5 2-2 3.5 3.5M10.5 5.3v.4',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside a text that says the same; screen readers skip it. */
export function Icon({ name }: { name: IconName }) {
	return (
		<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
			<path d={PATHS[name]} />
		</svg>
	);
}
