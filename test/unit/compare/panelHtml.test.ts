import assert from 'node:assert/strict';
import { panelHtml } from '../../../src/extension/compare/panelHtml.ts';

const page = {
	script: 'https://x/compareView.js',
	style: 'https://x/compareView.css',
	language: 'en',
	names: ['v1', '"><img src=x onerror=alert(1)>'] as const,
	translations: { Files: '</script><b>' },
};

describe('panelHtml', () => {
	const html = panelHtml(page);

	it('allows one script and one style sheet by nonce, blob pictures, and nothing else', () => {
		const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
		const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
		assert.ok(nonce.length >= 20);
		assert.equal(
			policy,
			`default-src 'none'; img-src blob:; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}';`,
		);
		assert.equal(html.split(`nonce="${nonce}"`).length - 1, 2);
	});

	it('has a new nonce every time', () => assert.notEqual(panelHtml(page), html));

	it('has both names before any script runs, escaped', () => {
		assert.match(html, /<span class="version">v1<\/span>/);
		assert.doesNotMatch(html, /<img/);
		assert.equal(html.split('<script').length - 1, 1);
	});
});
