import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Formats, formatsFor } from '../core/compare/format.ts';
import type { Host } from './host.ts';

/** What every part of the panel may use. */
export interface Panel {
	readonly host: Host;
	readonly formats: Formats;
	/** Names of the two versions. */
	readonly names: readonly [string, string];
}

const PanelContext = createContext<Panel | undefined>(undefined);

export const PanelProvider = PanelContext.Provider;

export const formats = formatsFor(document.documentElement.lang);

export function usePanel(): Panel {
	const panel = useContext(PanelContext);
	if (panel === undefined) throw new Error('Used outside the panel.');
	return panel;
}
