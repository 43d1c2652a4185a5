import * as vscode from 'vscode';
import type { Wording } from './wording.ts';

/** Texts in the editor's language, counted from now. */
export function editorWording(): Wording {
	return { t: vscode.l10n.t, locale: vscode.env.language, now: Date.now() };
}
