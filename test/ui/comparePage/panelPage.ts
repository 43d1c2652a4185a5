import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { SideName, ToView } from '../../../src/core/compare/messages.ts';
import { describeError, TidemarkError } from '../../../src/core/errors.ts';
import { ComparisonSession } from '../../../src/extension/compare/comparisonSession.ts';
import { panelHtml } from '../../../src/extension/compare/panelHtml.ts';
import type { SessionPorts } from '../../../src/extension/compare/sessionPorts.ts';
import type { Project } from '../../../src/platform/project/project.ts';
import { projectRoot } from '../../support/projectRoot.ts';
import { type ThemeName, themeVariables } from './themes.ts';

const ORIGIN = 'http://panel.test';
const dist = join(projectRoot, 'dist');

/** What the panel asked the editor to do. */
export interface Acts {
	readonly opened: string[];
	readonly errors: string[];
	readonly dropped: string[];
	copied: string;
}

/** The panel in a browser, fed by a real session on a project. */
export interface PanelPage {
	readonly page: Page;
	readonly session: ComparisonSession;
	readonly acts: Acts;
	/** Everything the page complained about: Content Security Policy, exceptions, failed requests. */
	readonly complaints: string[];
	close(): Promise<void>;
}

export interface PanelOptions {
	readonly theme?: ThemeName;
	readonly width?: number;
	readonly height?: number;
	/** 2 is VS Code at 200 %: half as many CSS pixels. */
	readonly zoom?: number;
	/** What `vscode.getState` gives back. */
	readonly saved?: unknown;
	readonly reducedMotion?: boolean;
}

/** Opens the built panel as VS Code would: its own HTML and policy, theme variables, `acquireVsCodeApi`. */
export async function openPanel(
	browser: Browser,
	project: Project,
	sides: readonly [SideName, SideName],
	options: PanelOptions = {},
): Promise<PanelPage> {
	const { theme = 'dark', width = 1280, height = 800, zoom = 1 } = options;
	const context = await browser.newContext({
		viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
		deviceScaleFactor: zoom,
		colorScheme: theme === 'light' ? 'light' : 'dark',
		reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
	});
	const page = await context.newPage();
	const complaints = listen(page);
	const acts: Acts = { opened: [], errors: [], dropped: [], copied: '' };
	const session = new ComparisonSession(ports(page, project, acts), ...sides);
	await page.exposeFunction('toHost', (json: string) => session.receive(JSON.parse(json)));
	await page.addInitScript(install, options.saved);
	await serve(page, [sides[0].name, sides[1].name], theme);
	await page.goto(`${ORIGIN}/`);
	const close = async (): Promise<void> => {
		await session.dispose();
		await context.close();
	};
	return { page, session, acts, complaints, close };
}

function listen(page: Page): string[] {
	const complaints: string[] = [];
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	page.on('pageerror', (error) => complaints.push(error.message));
	return complaints;
}

async function serve(page: Page, names: readonly [string, string], theme: ThemeName): Promise<void> {
	const html = panelHtml({
		script: `${ORIGIN}/compareView.js`,
		style: `${ORIGIN}/compareView.css`,
		language: 'en',
		names,
		translations: undefined,
	});
	const bodies: Readonly<Record<string, () => Promise<{ body: string; contentType: string }>>> = {
		'/': async () => ({ body: withTheme(html), contentType: 'text/html' }),
		'/theme.css': async () => ({ body: themeCss(theme), contentType: 'text/css' }),
		'/compareView.js': async () => ({ body: await built('compareView.js'), contentType: 'text/javascript' }),
		'/compareView.css': async () => ({ body: await built('compareView.css'), contentType: 'text/css' }),
	};
	await page.route('**/*', async (route) => {
		const found = bodies[new URL(route.request().url()).pathname];
		await (found === undefined ? route.abort() : route.fulfill(await found()));
	});
}

/** The theme's colours reach the page as a style sheet the policy lets through. */
function withTheme(html: string): string {
	return html.replace(
		/<link rel="stylesheet" href="[^"]*" (nonce="[^"]*")>/,
		`<link rel="stylesheet" href="${ORIGIN}/theme.css" $1>$&`,
	);
}

function themeCss(theme: ThemeName): string {
	const lines = Object.entries(themeVariables(theme)).map(([name, value]) => `${name}: ${value};`);
	return `:root { ${lines.join(' ')} }`;
}

function built(name: string): Promise<string> {
	return readFile(join(process.env['TIDEMARK_PANEL_DIST'] ?? dist, name), 'utf8');
}

function ports(page: Page, project: Project, acts: Acts): SessionPorts {
	return {
		project,
		log: { info: () => {}, warn: (message) => void acts.dropped.push(message), error: () => {} },
		post: (message) => void deliver(page, message).catch(() => {}),
		sidesChanged: () => {},
		openVersionFile: async (side, path) => void acts.opened.push(`${side.name} ${path}`),
		diffVersionFiles: async (a, b, path, oldPath) =>
			void acts.opened.push(`${a.name} ${oldPath ?? path} ↔ ${b.name} ${path}`),
		pickSide: async () => undefined,
		copy: async (text) => {
			acts.copied = text;
		},
		readFile: async (file, maxBytes) => {
			if ((await stat(file)).size > maxBytes) throw new TidemarkError('unsupported', 'Too large.');
			return readFile(file);
		},
		showError: (error) => void acts.errors.push(describeError(error)),
	};
}

/** Posts as VS Code does; bytes cannot cross to the page as they are. */
async function deliver(page: Page, message: ToView): Promise<void> {
	const json = JSON.stringify(message, (_, value: unknown) =>
		value instanceof ArrayBuffer ? { bytes64: Buffer.from(value).toString('base64') } : value,
	);
	await page.evaluate((text) => {
		const revived: unknown = JSON.parse(text, (_, value: { bytes64?: unknown } | null): unknown =>
			typeof value?.bytes64 === 'string'
				? Uint8Array.from(atob(value.bytes64), (character) => character.charCodeAt(0)).buffer
				: value,
		);
		(globalThis as unknown as { postMessage(data: unknown, target: string): void }).postMessage(revived, '*');
	}, json);
}

/** Runs in the page before its own script. */
function install(saved: unknown): void {
	const window = globalThis as unknown as {
		toHost(json: string): void;
		acquireVsCodeApi: unknown;
		savedState: unknown;
	};
	window.savedState = saved;
	window.acquireVsCodeApi = () => ({
		postMessage: (message: unknown) => window.toHost(JSON.stringify(message)),
		getState: () => window.savedState,
		setState: (state: unknown) => {
			window.savedState = state;
		},
	});
}
