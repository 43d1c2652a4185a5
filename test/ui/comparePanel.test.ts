import assert from 'node:assert/strict';
import { focused, PanelSuite, textOf } from './comparePage/panelSuite.ts';

describe('the comparison panel in a browser', function () {
	this.timeout(60_000);
	let suite: PanelSuite;

	before(async () => {
		suite = await PanelSuite.start();
	});
	afterEach(() => suite.closePanel());
	after(() => suite?.stop());

	it("shows the label engine's own numbers, by class and by field", async () => {
		const { page } = await suite.openLabels();
		const counts = await page.locator('.summary-head .count').allInnerTexts();
		assert.deepEqual(counts, [
			`+${suite.truth.added} added`,
			`−${suite.truth.removed} removed`,
			`~${suite.truth.changed} changed`,
		]);
		const car = page.locator('.class-table tbody tr', { hasText: 'car' });
		const { a, b, added } = suite.truth.classes['car'] ?? {};
		assert.deepEqual((await car.locator('td.number').allInnerTexts()).slice(0, 3), [
			`${a}`,
			`${b}`,
			`+${(b ?? 0) - (a ?? 0)}`,
		]);
		assert.equal(await car.locator('td.number').nth(3).textContent(), `${added}`);
		assert.equal(await page.locator('.field-table tbody tr').count(), Object.keys(suite.truth.fields).length);
		assert.equal(await page.locator('.histogram rect').count(), suite.truth.iou.length);
		assert.equal(await page.locator('.overlap table.unseen tbody tr').count(), suite.truth.iou.length);
	});

	it('shows a changed record: old and new fields, and both boxes on the picture of its version', async () => {
		const { page } = await suite.openLabels();
		await page.click('.toggle:has-text("changed")');
		await page.waitForSelector(`text=${suite.truth.changed} listed`);
		await page.locator('.row', { hasText: 'bbox' }).first().click();
		await page.waitForSelector('.stage-svg image');
		assert.match((await page.getAttribute('.stage-svg image', 'href')) ?? '', /^blob:/);
		assert.match(await textOf(page, '.box-old .box-text'), /^old: /);
		assert.match(await textOf(page, '.box-new .box-text'), /^new: /);
		const dash = await page.evaluate(
			"getComputedStyle(document.querySelector('.box-old .box-line')).strokeDasharray",
		);
		assert.equal(dash, '6px, 4px');
		assert.match(await textOf(page, '.picture figcaption'), /images\/.*\.png · 480 × 300 · v1\.2\.0/);
		const bbox = page.locator('.fields tr', { hasText: 'bbox' }).locator('td');
		const [old, now] = await bbox.allInnerTexts();
		assert.ok(old !== undefined && now !== undefined && old !== now);
	});

	it('goes by keys alone from the filter to a record and back', async () => {
		const { page } = await suite.openLabels();
		await page.keyboard.press('f');
		assert.equal(await focused(page), 'input');
		await page.keyboard.type('bus');
		await page.keyboard.press('Enter');
		await suite.filtered(page);
		assert.equal(await focused(page), 'listbox');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await page.waitForSelector('.place:has-text("2 of")');
		await page.keyboard.press(']');
		await page.waitForSelector('.place:has-text("3 of")');
		await page.keyboard.press('[');
		await page.waitForSelector('.place:has-text("2 of")');
		await page.keyboard.press('Enter');
		assert.equal(await focused(page), 'section');
		await page.keyboard.press('Escape');
		assert.equal(await focused(page), 'listbox');
		assert.notEqual(await page.getAttribute('.list', 'aria-activedescendant'), null);
	});

	it('narrows the list by class, by a click in the table', async () => {
		const { page } = await suite.openLabels();
		const counts = suite.truth.classes['bus'];
		await page.click('.class-table >> text=bus');
		const listed = await suite.filtered(page);
		assert.ok(listed >= (counts?.added ?? 0) + (counts?.removed ?? 0));
		await page.waitForSelector('.record-class');
		const classes = await page.locator('.record-class').allInnerTexts();
		assert.ok(classes.length > 3 && classes.every((text) => text.includes('bus')), String(classes));
	});

	it('compares again by another key that a person types', async () => {
		const { page } = await suite.openLabels();
		await page.click('text=key: id');
		await page.fill('.key-choice input', 'image_id');
		await page.keyboard.press('Enter');
		await page.waitForSelector('button:has-text("key: image_id")');
	});

	it('opens text in the diff editor and shows sizes and hashes of the rest', async () => {
		const { page, acts } = await suite.openLabels();
		await page.click('.tab:has-text("Code")');
		await page.click('.row:has-text("train.mjs")');
		await page.click('.row:has-text("png.mjs")');
		await page.click('.row:has-text("notes.txt")');
		assert.deepEqual(acts.opened, [
			'v1.0.0 train.mjs ↔ v1.2.0 train.mjs',
			'v1.0.0 png.mjs ↔ v1.2.0 lib/png.mjs',
			'v1.0.0 notes.txt',
		]);
		await page.click('.tab:has-text("Files")');
		await page.focus('.list');
		await page.keyboard.press('End');
		await page.waitForSelector('.file-bar:has-text("classifier.onnx")');
		assert.match(await textOf(page, '.file-bar'), /83\.4 MiB · md5 3{32}.*87\.0 MiB · md5 7{32}/s);
		await page.keyboard.press('Enter');
		assert.equal(acts.opened.length, 3);
	});

	it('closes and opens folders of the list by arrow keys', async () => {
		const { page } = await suite.openLabels();
		await page.click('.tab:has-text("Files")');
		await page.focus('.list');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowLeft');
		await page.waitForSelector('.row[aria-expanded=false]:has-text("images")');
		assert.ok((await page.locator('.row').count()) < 8);
		await page.keyboard.press('ArrowRight');
		await page.waitForSelector('.row:has-text("scene-0097.png")');
	});

	it('puts metrics and params side by side', async () => {
		const { page } = await suite.openLabels();
		await page.click('.tab:has-text("Metrics")');
		const row = page.locator('.values-table tr', { hasText: 'accuracy' });
		assert.deepEqual(
			(await row.locator('td').allInnerTexts()).map((text) => text.trim()),
			['0.8125', '0.93137', '+0.11887▲', '+14.6%'],
		);
	});

	it('comes back after a window reload with tab and filters', async () => {
		const first = await suite.openLabels();
		await first.page.click('.toggle:has-text("removed")');
		await first.page.click('.label-file >> nth=0');
		await first.page.waitForTimeout(100);
		const saved = await first.page.evaluate('savedState');
		await first.close();
		const { page } = await suite.openLabels({ saved });
		await page.waitForSelector('.toggle[aria-pressed=true]:has-text("removed")');
		await page.waitForSelector(`text=${suite.truth.removed} listed`);
	});

	it('copies the summary and says so', async () => {
		const { page, acts } = await suite.openLabels();
		await page.click('text=Copy as Markdown');
		await page.waitForSelector('.head [role=status]:has-text("Copied")');
		assert.match(acts.copied, /\| accuracy \| 0\.8125 \| 0\.93137 \| \+0\.11887 \|/);
	});
});
