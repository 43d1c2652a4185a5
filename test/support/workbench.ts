/** VS Code's workbench as a person meets it: what can be seen and clicked, by the words on it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { projectRoot } from './projectRoot.ts';

/** The part of a page's element that is read here; the types of browsers are not the tests'. */
interface Shown {
	readonly textContent: string | null;
	getBoundingClientRect(): { readonly top: number };
	querySelector(selector: string): Shown | null;
}

const pictures = join(projectRoot, 'test-results', 'screenshots');

/** One window of VS Code in a browser page. */
export class Workbench {
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	/** Opens an address of a server and waits until the window can be used. */
	async open(address: string): Promise<void> {
		await this.page.goto(address);
		await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
		await this.page.locator('.activitybar .action-item').first().waitFor();
	}

	/** Opens a container of the activity bar by its name. */
	async openContainer(name: string): Promise<void> {
		const label = this.page.locator(`a[aria-label^="${name}"]`);
		const item = this.page.locator('.activitybar .action-item', { has: label }).first();
		await item.waitFor();
		const open = (await item.getAttribute('class'))?.includes('checked') ?? false;
		if (!open) await item.click();
	}

	/** Drags the edge of the side bar. */
	async setSideBarWidth(pixels: number): Promise<void> {
		const edge = await this.page.locator('.part.sidebar').boundingBox();
		if (edge === null) return;
		await this.page.mouse.move(edge.x + edge.width, 600);
		await this.page.mouse.down();
		await this.page.mouse.move(edge.x + pixels, 600, { steps: 4 });
		await this.page.mouse.up();
	}

	/** A view of the side bar by its title. */
	view(title: string): View {
		const header = this.page.locator(`.pane-header[aria-label^="${title}"]`);
		return new View(this, this.page.locator('.pane', { has: header }));
	}

	/** Runs a command by its title, through the palette. */
	async runCommand(title: string): Promise<void> {
		await this.page.keyboard.press('F1');
		const input = this.page.locator('.quick-input-widget input.input').first();
		await input.waitFor();
		await input.fill(`>${title}`);
		await this.quickPick(title).first().click();
	}

	/** Rows of the open quick pick with this text. */
	quickPick(text: string | RegExp): Locator {
		return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
	}

	/** Chooses a row of the open quick pick by its exact label. */
	async pick(label: string): Promise<void> {
		const rows = this.page.locator('.quick-input-list .monaco-list-row');
		await rows
			.filter({ has: this.page.locator('.label-name').getByText(label, { exact: true }) })
			.first()
			.click();
	}

	/** Chooses an entry of the context menu that is open. */
	async chooseMenu(label: string): Promise<void> {
		const menu = this.page.locator('.monaco-menu');
		const entry = menu.locator('.action-label', { hasText: new RegExp(`^${label}`) }).first();
		await entry.hover();
		// A menu takes no click in its first moment, so that the one that opened it chooses nothing.
		await this.page.waitForTimeout(300);
		await entry.click();
		await menu.waitFor({ state: 'hidden' });
	}

	/** Labels of the context menu that is open. */
	async menuLabels(): Promise<string[]> {
		const entries = this.page.locator('.monaco-menu .action-label[aria-label]');
		await entries.first().waitFor();
		return entries.evaluateAll((all: Shown[]) => all.map((each) => each.textContent ?? ''));
	}

	/** Items of the status bar with this text. */
	statusItem(text: string | RegExp): Locator {
		return this.page.locator('.statusbar-item', { hasText: text });
	}

	notification(text: string | RegExp): Locator {
		return this.page.locator('.notification-list-item', { hasText: text });
	}

	/** The modal dialog that is open. */
	get dialog(): Locator {
		return this.page.locator('.monaco-dialog-box');
	}

	async answerDialog(button: string): Promise<void> {
		await this.dialog.locator('.monaco-button', { hasText: button }).first().click();
		await this.dialog.waitFor({ state: 'hidden' });
	}

	/** An editor's tab. */
	tab(title: string | RegExp): Locator {
		return this.page.locator('.tabs-container .tab', { hasText: title });
	}

	/** Inside of the visible webview. */
	get webview(): FrameLocator {
		return this.page.frameLocator('iframe.webview.ready').last().frameLocator('iframe#active-frame');
	}

	async closeAllEditors(): Promise<void> {
		await this.runCommand('View: Close All Editors');
		await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
	}

	/** Text of the lines of the active editor that are on the screen. */
	async editorText(): Promise<string> {
		const lines = this.page.locator('.editor-group-container.active .monaco-editor .view-line');
		await lines.first().waitFor();
		const texts = await lines.evaluateAll((all: Shown[]) =>
			all.map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' })),
		);
		return texts
			.sort((a, b) => a.top - b.top)
			.map(({ text }) => text.replaceAll('\u00a0', ' '))
			.join('\n');
	}

	/** A row of the explorer by its name. */
	explorerRow(name: string): Locator {
		const label = this.page.locator('.label-name').getByText(name, { exact: true });
		return this.page.locator('.explorer-folders-view .monaco-list-row', { has: label });
	}

	async clearNotifications(): Promise<void> {
		await this.runCommand('Notifications: Clear All Notifications');
	}

	/** After a test that failed, keeps a picture of what was on the screen. */
	async keepFailure(test: Mocha.Test | undefined): Promise<void> {
		if (test?.state !== 'failed') return;
		const name = test.title.replace(/[^a-z0-9]+/gi, '-').slice(0, 60);
		await mkdir(pictures, { recursive: true });
		await this.page.screenshot({ path: join(pictures, `FAILED-${name}.png`) });
		await this.page.keyboard.press('Escape');
	}

	/** Keeps `NAME-light.png` and `NAME-dark.png` of what is on the screen, after it has come to rest. */
	async screenshot(name: string): Promise<void> {
		await mkdir(pictures, { recursive: true });
		await this.page.mouse.move(1000, 760);
		for (const colorScheme of ['dark', 'light'] as const) {
			await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await this.page.locator(`.monaco-workbench.${colorScheme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
			await this.page.waitForTimeout(700);
			await this.page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
		}
	}
}

/** A tree view of the side bar. */
export class View {
	readonly #workbench: Workbench;
	readonly pane: Locator;

	constructor(workbench: Workbench, pane: Locator) {
		this.#workbench = workbench;
		this.pane = pane;
	}

	/** Rows with this name, or whose whole text matches. */
	row(name: string | RegExp): Locator {
		const rows = this.pane.locator('.monaco-list-row');
		if (typeof name !== 'string') return rows.filter({ hasText: name });
		return rows.filter({ has: this.pane.page().locator('.label-name').getByText(name, { exact: true }) });
	}

	/** Names of the rows that are on the screen, top to bottom. */
	async names(): Promise<string[]> {
		const rows = await this.pane.locator('.monaco-list-row').evaluateAll((all: Shown[]) =>
			all.map((row) => ({
				top: row.getBoundingClientRect().top,
				name: row.querySelector('.label-name')?.textContent ?? '',
			})),
		);
		return rows.sort((a, b) => a.top - b.top).map(({ name }) => name);
	}

	/** Opens the branch under a row, unless it is open. */
	async expand(text: string | RegExp): Promise<void> {
		const row = this.row(text).first();
		await row.waitFor();
		if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
		await this.row(text).and(this.pane.locator('[aria-expanded="true"]')).first().waitFor();
	}

	/** Closes the branch under an open row. */
	async collapse(text: string | RegExp): Promise<void> {
		await this.row(text)
			.and(this.pane.locator('[aria-expanded="true"]'))
			.first()
			.locator('.monaco-tl-twistie')
			.click();
	}

	async click(text: string | RegExp): Promise<void> {
		await this.row(text).first().click();
	}

	/** Right-clicks a row and chooses an entry of its menu. */
	async choose(text: string | RegExp, entry: string): Promise<void> {
		await this.row(text).first().click({ button: 'right' });
		await this.#workbench.chooseMenu(entry);
	}

	/** Presses a button of the view's title. */
	async press(action: string): Promise<void> {
		await this.pane.locator('.pane-header').hover();
		await this.pane.locator(`.pane-header .action-label[aria-label^="${action}"]`).first().click();
	}

	/** Text and buttons of an empty view. */
	get welcome(): Locator {
		return this.pane.locator('.welcome-view-content');
	}
}
