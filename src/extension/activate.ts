import type { ExtensionContext } from 'vscode';
import { compose, type Parts } from './composition.ts';

/** Registers what Tidemark offers and returns; folders are read when a view or a command asks. */
export function activate(context: ExtensionContext): Parts {
	return compose(context);
}
