import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';

/** Quiet time in ms before what was typed is used. */
const SETTLE = 150;

interface SearchBoxProps {
	readonly label: string;
	readonly text: string;
	onText(text: string): void;
	/** Esc in an empty box, Enter, or ↓: on to the list. */
	onLeave?(): void;
}

/** A field to narrow a list. `f` anywhere in the panel goes there (`data-search`). */
export function SearchBox({ label, text, onText, onLeave }: SearchBoxProps) {
	const [typed, setTyped] = useState(text);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => setTyped(text), [text]);
	useEffect(() => () => clearTimeout(timer.current), []);
	const change = (value: string): void => {
		setTyped(value);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => onText(value), SETTLE);
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.key === 'Escape' && typed !== '') change('');
		else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
			clearTimeout(timer.current);
			if (typed !== text) onText(typed);
			onLeave?.();
		} else return;
		event.preventDefault();
		event.stopPropagation();
	};
	return (
		<label class="search">
			<Icon name="search" />
			<input
				type="text"
				data-search
				spellcheck={false}
				placeholder={label}
				aria-label={label}
				value={typed}
				onInput={(event) => change(event.currentTarget.value)}
				onKeyDown={onKeyDown}
			/>
		</label>
	);
}
