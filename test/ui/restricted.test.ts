import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDemo, type DemoCopy } from '../support/demoCopy.ts';
import { startUi, type UiSession } from '../support/uiSession.ts';

/** Every file below a folder with its content, but git's own bookkeeping. */
async function contents(folder: string): Promise<ReadonlyMap<string, string>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes(`${folder}/.git`));
	const read = files.map(async (file) => {
		const path = join(file.parentPath, file.name);
		return [path, (await readFile(path)).toString('base64')] as const;
	});
	return new Map(await Promise.all(read));
}

describe('Restricted Mode', () => {
	let demo: DemoCopy;
	let ui: UiSession;

	before(async function () {
		this.timeout(180_000);
		demo = await copyDemo();
		ui = await startUi({
			settings: {
				'security.workspace.trust.enabled': true,
				'security.workspace.trust.startupPrompt': 'never',
			},
		});
	});

	after(async () => {
		await ui.stop();
		await demo.dispose();
	});

	it('reads, and writes, fetches and pushes nothing', async function () {
		this.timeout(120_000);
		const before = await contents(demo.repository);
		const { workbench } = ui;
		await ui.open(demo.repository);
		await workbench.openContainer('Tidemark');
		const artifacts = workbench.view('Artifacts');
		await artifacts.row('images').first().waitFor();
		await artifacts.pane.getByText('Restricted Mode: reading works').waitFor();
		const versions = workbench.view('Versions');
		await versions.expand('v1.0.0');
		await versions.row('instances.json').first().click();
		await workbench.tab('instances.json (v1.0.0)').waitFor();
		await workbench.statusItem('unpushed: not checked').waitFor();
		await artifacts.row('images').first().click({ button: 'right' });
		const push = workbench.page.locator('.monaco-menu .action-item', { hasText: /^Push/u }).first();
		await push.waitFor();
		assert.match((await push.getAttribute('class')) ?? '', /disabled/u);
		await workbench.page.keyboard.press('Escape');
		assert.deepEqual(await contents(demo.repository), before);
	});
});
