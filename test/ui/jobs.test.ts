/** The jobs of a day, clicked through in the real VS Code on the demo; every one leaves pictures. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { copyDemo, type DemoCopy } from '../support/demoCopy.ts';
import { startUi, type UiSession } from '../support/uiSession.ts';
import type { View, Workbench } from '../support/workbench.ts';

describe('the jobs of a day in VS Code', function () {
	this.timeout(90_000);
	let demo: DemoCopy;
	let session: UiSession;
	let workbench: Workbench;
	let artifacts: View;
	let versions: View;

	before(async function () {
		this.timeout(180_000);
		demo = await copyDemo();
		session = await startUi({ approved: [demo.storage] });
		workbench = session.workbench;
		artifacts = workbench.view('Artifacts');
		versions = workbench.view('Versions');
		await session.open(demo.repository);
		await workbench.openContainer('Tidemark');
		await workbench.setSideBarWidth(420);
	});
	afterEach(function () {
		return workbench.keepFailure(this.currentTest);
	});
	after(async () => {
		await session?.stop();
		await demo?.dispose();
	});

	it('shows what is tracked, grouped, with its state; and the versions, newest first', async () => {
		await artifacts.row('images').waitFor();
		await artifacts
			.row(/not pushed/)
			.first()
			.waitFor();
		const groups = ['Datasets', 'Models', 'Labels', 'Metrics & Params'];
		const shown = await artifacts.names();
		assert.deepEqual(
			shown.filter((name) => groups.includes(name)),
			groups,
		);
		await versions.row('v1.0.0').waitFor();
		assert.deepEqual(await versions.names(), ['Work tree', 'classifier', 'v1.2.0', 'v1.1.0', 'v1.0.0']);
		await versions.expand('v1.1.0');
		await versions.row('instances.json').waitFor();
		await workbench.screenshot('versions');
	});

	it('opens a file of an old version, read-only, from a click', async () => {
		await versions.click('instances.json');
		await workbench.tab(/instances\.json/).waitFor();
		const text = await workbench.editorText();
		assert.match(text, /"version": "1\.1\.0"/);
		await workbench.screenshot('old-file');
		await versions.expand('images');
		await versions.click('scene-0002.png');
		await workbench.tab(/scene-0002\.png/).waitFor();
		await workbench.screenshot('old-image');
		await workbench.closeAllEditors();
		await versions.collapse('images');
	});

	it('compares two releases down to the label record with its picture', async () => {
		await versions.choose('v1.1.0', 'Compare with');
		await workbench.pick('v1.2.0');
		await workbench.tab('v1.1.0 ↔ v1.2.0').waitFor();
		const panel = workbench.webview;
		await panel.getByRole('tab', { name: /Labels/ }).click();
		await panel.locator('.label-file', { hasText: 'instances.json' }).click();
		await panel.locator('.class-table tr', { hasText: 'bus' }).waitFor();
		await panel.locator('.toggle', { hasText: 'changed' }).click();
		await panel.locator('.row', { hasText: 'truck →' }).first().click();
		await panel.locator('.box-new').waitFor();
		const category = panel.locator('.fields tr', { hasText: 'category' });
		assert.match((await category.first().textContent()) ?? '', /truck\s*bus|3\s*2/);
		await workbench.screenshot('compare-labels');
	});

	it('shows metrics and params of both, and files and code; a code file opens in the diff editor', async () => {
		const panel = workbench.webview;
		await panel.getByRole('tab', { name: /Metrics/ }).click();
		const accuracy = panel.locator('.values-table tr', { hasText: 'accuracy' }).first();
		assert.match((await accuracy.textContent()) ?? '', /0\.91970\.9874/);
		await workbench.screenshot('compare-metrics');
		await panel.getByRole('tab', { name: /Files/ }).click();
		await panel.locator('.cells', { hasText: 'scene-0129.png' }).first().waitFor();
		await workbench.screenshot('compare-files');
		await panel.getByPlaceholder('Filter by path').fill('junction');
		await panel.locator('.cells', { hasText: 'junction-0020.png' }).first().waitFor();
		await panel.getByRole('tab', { name: /Code/ }).click();
		await panel.locator('.cells', { hasText: 'features.mjs' }).first().dblclick();
		await workbench.page.locator('.monaco-diff-editor .view-line').first().waitFor();
		await workbench.screenshot('compare-code');
		await workbench.closeAllEditors();
	});

	it('says in the status bar what is on this machine only, and pushes it', async () => {
		await workbench.statusItem(/4 unpushed/).click();
		await workbench.quickPick('Push').first().waitFor();
		await workbench.screenshot('unpushed');
		await workbench
			.quickPick(/Push all/i)
			.first()
			.click();
		await workbench.statusItem(/up to date/).waitFor();
		await workbench.screenshot('pushed');
		assert.ok(readdirSync(join(demo.storage, 'files', 'md5')).length > 50);
		assert.equal(await artifacts.row(/not pushed/).count(), 0);
	});

	it('tracks a folder from a right-click in the explorer', async () => {
		await workbench.clearNotifications();
		await workbench.openContainer('Explorer');
		await workbench.explorerRow('incoming').click({ button: 'right' });
		await workbench.page.locator('.monaco-menu').waitFor();
		await workbench.screenshot('track-menu');
		await workbench.chooseMenu('Track Artifact');
		await workbench.notification(/is tracked by incoming\.dvc/).waitFor();
		assert.ok(existsSync(join(demo.repository, 'incoming.dvc')));
		await workbench.screenshot('tracked');
		await workbench.openContainer('Tidemark');
		await artifacts.row('incoming').waitFor();
		await workbench.statusItem(/1 unpushed/).waitFor();
	});

	it('takes a newcomer by the hand', async () => {
		await workbench.clearNotifications();
		await workbench.runCommand('Tidemark: Open Walkthrough');
		await workbench.page.locator('.getting-started-step, .step-title').first().waitFor();
		await workbench.screenshot('walkthrough');
	});
});
