import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { LabelDiff } from '../../../src/core/labels/model.ts';
import { compareLabelFiles } from '../../../src/platform/workers/labelClient.ts';
import { startBrowser } from '../../support/browser.ts';
import { projectRoot } from '../../support/projectRoot.ts';
import { demoData } from './demoData.ts';
import { type FakeData, fakeProject, newSide, oldSide } from './fakeProject.ts';
import { openPanel, type PanelOptions, type PanelPage } from './panelPage.ts';

const screenshots = join(projectRoot, 'test-results', 'screenshots');

/** One browser and one data set for a file of panel tests; each test opens its own panel. */
export class PanelSuite {
	readonly folder: string;
	/** The demo's data, compared by the real label engine. */
	readonly data: FakeData;
	/** What the engine itself says of `labels/instances.json`. */
	readonly truth: LabelDiff;
	readonly #browser: Browser;
	#panel: PanelPage | undefined;

	private constructor(folder: string, data: FakeData, truth: LabelDiff, browser: Browser) {
		this.folder = folder;
		this.data = data;
		this.truth = truth;
		this.#browser = browser;
	}

	static async start(): Promise<PanelSuite> {
		const folder = await mkdtemp(join(tmpdir(), 'tidemark-panel-'));
		const data = await demoData(join(folder, 'demo'));
		return new PanelSuite(folder, data, await summaryOf(data), await startBrowser());
	}

	async open(data: FakeData = this.data, options: PanelOptions = {}): Promise<PanelPage> {
		this.#panel = await openPanel(this.#browser, fakeProject(data), [oldSide, newSide], options);
		this.#panel.page.setDefaultTimeout(20_000);
		return this.#panel;
	}

	/** A panel with the label records listed. */
	async openLabels(options: PanelOptions = {}): Promise<PanelPage> {
		const panel = await this.open(this.data, options);
		await panel.page.waitForSelector('.browser .row');
		return panel;
	}

	/** Waits until the list of records is filtered; gives how many it has. */
	async filtered(page: Page): Promise<number> {
		const { added, removed, changed } = this.truth;
		const all = `:text-is("${added + removed + changed} listed")`;
		await page.waitForSelector(`.filters [role=status]:has-text("listed"):not(${all})`);
		return Number.parseInt(await textOf(page, '.filters [role=status]'), 10);
	}

	/** Closes the test's panel; fails when the page complained of policy, exceptions or failed requests. */
	async closePanel(): Promise<void> {
		const complaints = this.#panel?.complaints ?? [];
		await this.#panel?.close();
		this.#panel = undefined;
		assert.deepEqual(complaints, []);
	}

	async stop(): Promise<void> {
		await this.#browser.close();
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** Keeps a picture beside the other UI tests' ones. */
export async function keepPicture(page: Page, name: string): Promise<void> {
	await mkdir(screenshots, { recursive: true });
	await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** Text of the first element that matches, waiting for it. */
export async function textOf(page: Page, selector: string): Promise<string> {
	return ((await page.textContent(selector)) ?? '').trim();
}

/** The number an element shows, once it is above `limit`. */
export async function numberAbove(page: Page, selector: string, limit: number): Promise<number> {
	for (let turn = 0; turn < 200; turn++) {
		const shown = Number(await textOf(page, selector));
		if (shown > limit) return shown;
		await page.waitForTimeout(50);
	}
	throw new Error(`${selector} shows ${await textOf(page, selector)}, not more than ${limit}.`);
}

/** Role or tag of the element with the focus. */
export function focused(page: Page): Promise<string> {
	return page.evaluate(
		'document.activeElement.getAttribute("role") ?? document.activeElement.tagName.toLowerCase()',
	);
}

async function summaryOf({ folder }: FakeData): Promise<LabelDiff> {
	const file = (side: string) => join(folder, side, 'labels/instances.json');
	const files = { oldFile: file('old'), newFile: file('new'), oldName: 'old', newName: 'new' };
	const comparison = await compareLabelFiles(files);
	await comparison.dispose();
	return comparison.summary;
}
