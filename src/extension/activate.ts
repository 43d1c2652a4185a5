import type { ExtensionContext } from 'vscode';
import { compose, type Parts } from './composition.ts';

/** What the extension gives who activates it: its parts, and how long it took to put them together. */
export interface Activation extends Parts {
	readonly milliseconds: number;
}

/** Registers what Tidemark offers and returns; folders are read when a view or a command asks. */
export function activate(context: ExtensionContext): Activation {
	const start = performance.now();
	const parts = compose(context);
	return { ...parts, milliseconds: performance.now() - start };
}
