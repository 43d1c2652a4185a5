import { randomBytes } from 'node:crypto';
import type { SideName } from '../../core/compare/messages.ts';
import { plainText } from '../../core/compare/plainText.ts';

/** What the page is made of; the addresses are the webview's own. */
export interface PanelPage {
	readonly script: string;
	readonly style: string;
	/** BCP 47 tag, for numbers and for screen readers. */
	readonly language: string;
	/** Names of the two versions: on the screen before the script runs. */
	readonly names: readonly [string, string];
	/** Translations by English text; undefined in English. */
	readonly translations: Readonly<Record<string, string>> | undefined;
}

/**
 * The panel's HTML. Nothing is allowed but one script, one style sheet (by nonce) and pictures the script makes
 * itself (`blob:`): no network, no frames, no inline code. The script also sets styles through the DOM, which a
 * Content Security Policy allows.
 */
export function panelHtml(page: PanelPage): string {
	const nonce = randomBytes(16).toString('base64');
	const policy = `default-src 'none'; img-src blob:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}';`;
	const [a, b] = page.names.map((name) => escapeHtml(plainText(name)));
	return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${a} ↔ ${b}</title>
<link rel="stylesheet" href="${escapeHtml(page.style)}" nonce="${nonce}">
</head>
<body>
<div id="root" data-a="${a}" data-b="${b}" data-translations="${escapeHtml(JSON.stringify(page.translations ?? {}))}">
<header class="head"><h1 class="versions"><span class="version">${a}</span> ↔ <span class="version">${b}</span></h1></header>
</div>
<script src="${escapeHtml(page.script)}" nonce="${nonce}"></script>
</body>
</html>`;
}

/** Title of the tab. */
export function panelTitle(a: SideName, b: SideName): string {
	return `${plainText(a.name, 60)} ↔ ${plainText(b.name, 60)}`;
}

/** Text that HTML shows as it is, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
