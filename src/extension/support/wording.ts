/** Translates a message; `{0}` … are replaced by the arguments. The editor's `vscode.l10n.t` is one. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;

/** What turning values into text depends on; passed in, so that texts are pure functions. */
export interface Wording {
	readonly t: Translate;
	/** BCP 47 tag the editor is shown in. */
	readonly locale: string;
	/** Milliseconds since the epoch that relative times count from. */
	readonly now: number;
}

/** English, without an editor. */
export const plainTranslate: Translate = (message, ...args) =>
	message.replace(/\{(\d+)\}/gu, (whole, index: string) => String(args[Number(index)] ?? whole));
