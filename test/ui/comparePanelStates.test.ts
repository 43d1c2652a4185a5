import assert from 'node:assert/strict';
import { join } from 'node:path';
import { TidemarkError } from '../../src/core/errors.ts';
import type { Comparison } from '../../src/core/model.ts';
import { hostile, hostileData } from './comparePage/hostileData.ts';
import { hugeComparison, hugeLabels } from './comparePage/hugeData.ts';
import { keepPicture, numberAbove, PanelSuite, textOf } from './comparePage/panelSuite.ts';

const nothing: Comparison = { files: [], code: [], metrics: [], params: [], labels: [], incomplete: [] };

describe('the comparison panel in every state', function () {
	this.timeout(60_000);
	let suite: PanelSuite;

	before(async () => {
		suite = await PanelSuite.start();
	});
	afterEach(() => suite.closePanel());
	after(() => suite?.stop());

	it('scrolls ten million records to the end, by dragging and by the wheel', async () => {
		const labels = async () => hugeLabels(10_000_000);
		const { page } = await suite.open({
			...suite.data,
			comparison: { ...nothing, labels: ['labels.json'] },
			labels,
		});
		await page.waitForSelector('.browser .row');
		await page.focus('.list');
		await page.keyboard.press('End');
		await page.waitForSelector('.row:has-text("9999999")');
		await page.keyboard.press('Home');
		await page.waitForSelector('#records-0');
		await page.locator('.list').evaluate((list: { scrollTop: number; scrollHeight: number }) => {
			list.scrollTop = list.scrollHeight / 2;
		});
		const before = await numberAbove(page, '.record-key', 4_900_000);
		await page.locator('.list').hover();
		await page.mouse.wheel(0, 110);
		const moved = (await numberAbove(page, '.record-key', before)) - before;
		assert.ok(moved >= 2 && moved <= 8, `the wheel moved ${moved} rows`);
		assert.ok((await page.locator('.row').count()) < 80);
	});

	it('lists two hundred thousand files without drawing them', async () => {
		const { page } = await suite.open({
			...suite.data,
			comparison: { ...hugeComparison(200_000), labels: [] },
		});
		await page.waitForSelector('.row:has-text("0000000.jpg")');
		await page.focus('.list');
		await page.keyboard.press('End');
		await page.waitForSelector('.row:has-text("0199999.jpg")');
		await page.keyboard.press('f');
		await page.keyboard.type('0123456');
		await page.waitForSelector('.row:has-text("0123456.jpg")');
		assert.equal(await page.locator('.row').count(), 3);
	});

	it('shows names that are HTML as text, and hidden characters as codes', async () => {
		const { page } = await suite.open(await hostileData(join(suite.folder, 'hostile')));
		await page.click('.browser .row');
		await page.waitForSelector(`.fields >> text=${hostile}`);
		await page.click('text=Show 1 field that stayed');
		assert.match(await textOf(page, '.fields'), /\\u\{202e\}gpj\.exe/);
		for (const tab of ['Files', 'Metrics']) await page.click(`.tab:has-text("${tab}")`);
		assert.match(await textOf(page, '.values-table'), /photo\\u\{202e\}gnp\.exe/);
		assert.equal(await page.locator('#root img').count(), 0);
		assert.notEqual(await page.title(), '1');
	});

	it('stays cancelled when cancelled, and compares again on demand', async () => {
		let calls = 0;
		const compare = (signal: AbortSignal | undefined): Promise<Comparison> =>
			calls++ > 0
				? Promise.resolve(nothing)
				: new Promise((_, reject) => {
						signal?.addEventListener('abort', () => reject(new TidemarkError('cancelled', 'Cancelled.')));
					});
		const { page } = await suite.open({ ...suite.data, comparison: compare });
		await page.click('text=Cancel');
		await page.waitForSelector('text=Nothing was changed.');
		await page.click('.primary:has-text("Compare")');
		await page.waitForSelector('text=No differences');
	});

	it('says what failed, in which file, and what to do', async () => {
		const details = { file: 'images.dvc', line: 3, next: 'Restore it from git.' };
		const comparison = () => Promise.reject(new TidemarkError('malformed', 'Not a hash.', details));
		const { page } = await suite.open({ ...suite.data, comparison });
		await page.waitForSelector('[role=alert]:has-text("images.dvc:3: Not a hash.")');
		await page.waitForSelector('text=Restore it from git.');
	});

	it('asks before it fetches label files', async () => {
		const { page } = await suite.open({ ...suite.data, isLocal: false });
		await page.click('text=Fetch and Compare');
		await page.waitForSelector('.browser .row');
	});

	for (const [name, options] of [
		['dark', { theme: 'dark' }],
		['light', { theme: 'light' }],
		['high-contrast', { theme: 'highContrast' }],
		['zoom-200', { zoom: 2 }],
		['half-an-editor', { width: 560, theme: 'light' }],
		['reduced-motion', { reducedMotion: true }],
	] as const) {
		it(`fits, and has a picture: ${name}`, async () => {
			const { page } = await suite.openLabels(options);
			await page.locator('.row', { hasText: 'bbox' }).first().click();
			await page.waitForSelector('.stage-svg image');
			const wider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
			assert.equal(wider, false);
			await keepPicture(page, `compare-panel-${name}`);
		});
	}
});
