let translations: Readonly<Record<string, unknown>> = {};

/** Sets the translations by English text, as VS Code's `l10n.bundle` gives them. */
export function useTranslations(bundle: string | undefined): void {
	translations = bundle === undefined ? {} : (JSON.parse(bundle) as Record<string, unknown>);
}

/** A text in the language of the editor, `{0}` … replaced. */
export function t(text: string, ...values: readonly (string | number)[]): string {
	const translated = translations[text];
	const pattern = typeof translated === 'string' ? translated : text;
	return pattern.replace(/\{(\d+)\}/g, (placeholder, index) => String(values[Number(index)] ?? placeholder));
}
