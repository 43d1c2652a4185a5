import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Makes `f` go to the search field inside `root`, unless something is being typed. */
export function useSearchKey(root: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			if (event.key !== 'f' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
			const field = root.current?.querySelector<HTMLInputElement>('[data-search]');
			if (!field) return;
			event.preventDefault();
			field.focus();
			field.select();
		};
		window.addEventListener('keydown', onKeyDown);
		return () => window.removeEventListener('keydown', onKeyDown);
	}, []);
}

/** Whether a key belongs to a field rather than to the panel. */
export function isTyping(event: KeyboardEvent): boolean {
	return event.target instanceof HTMLElement && event.target.closest('input, select, textarea') !== null;
}
