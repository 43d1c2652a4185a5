import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from './tools.ts';

/** Starts Chromium without a window; it reaches nothing but what a page asks for. */
export async function startBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: await chromiumPath(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** A page of the size of our pictures. */
export async function newPage(browser: Browser, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme });
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	return context.newPage();
}
