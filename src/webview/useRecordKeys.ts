import { useEffect } from 'preact/hooks';
import { isTyping } from './useSearchKey.ts';

/** `[` and `]` anywhere in the panel: the record before and after. */
export function useRecordKeys(active: number, total: number, onMove: (index: number) => void): void {
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			const step = event.key === '[' ? -1 : event.key === ']' ? 1 : 0;
			const to = active + step;
			if (step === 0 || event.ctrlKey || event.metaKey || isTyping(event)) return;
			if (to >= 0 && to < total) onMove(to);
		};
		window.addEventListener('keydown', onKeyDown);
		return () => window.removeEventListener('keydown', onKeyDown);
	}, [active, total, onMove]);
}
