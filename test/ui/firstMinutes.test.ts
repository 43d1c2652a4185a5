/** What someone meets who has nothing yet, or a clone without content. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyDemo, type DemoCopy } from '../support/demoCopy.ts';
import { projectRoot } from '../support/projectRoot.ts';
import { run } from '../support/shell.ts';
import { startUi, type UiSession } from '../support/uiSession.ts';
import type { Workbench } from '../support/workbench.ts';

describe('the first minutes', function () {
	this.timeout(90_000);
	let folder: string;
	let demo: DemoCopy;
	let session: UiSession;
	let workbench: Workbench;

	before(async function () {
		this.timeout(180_000);
		folder = await mkdtemp(join(tmpdir(), 'tidemark-first-'));
		demo = await copyDemo();
		session = await startUi({ approved: [demo.storage] });
		workbench = session.workbench;
	});
	afterEach(function () {
		return workbench.keepFailure(this.currentTest);
	});
	after(async () => {
		await session?.stop();
		await demo?.dispose();
		await rm(folder, { recursive: true, force: true });
	});

	async function open(path?: string): Promise<void> {
		await session.open(path);
		await workbench.openContainer('Tidemark');
		await workbench.setSideBarWidth(420);
	}

	async function welcomes(): Promise<string> {
		const { welcome } = workbench.view('Artifacts');
		await welcome.first().waitFor();
		return (await welcome.allTextContents()).join('\n');
	}

	it('without a folder: says what to open', async () => {
		await open();
		assert.match(await welcomes(), /Open a folder with a git repository/);
		await workbench.screenshot('empty-no-folder');
	});

	it('in a folder without git: says that versions are git tags', async () => {
		const plain = join(folder, 'plain');
		await mkdir(plain);
		await open(plain);
		assert.match(await welcomes(), /not in a git repository/);
		await workbench.screenshot('empty-no-git');
	});

	it('in a repository without pointers: offers to track the first artifact, and warns of nothing', async () => {
		const repository = join(folder, 'fresh');
		await run('git', ['init', '--quiet', repository]);
		await writeFile(join(repository, 'README.md'), '# Fresh\n');
		await open(repository);
		assert.match(await welcomes(), /Nothing here is tracked yet/);
		assert.match(
			(await workbench.view('Versions').welcome.allTextContents()).join(),
			/There are no versions yet/,
		);
		assert.equal(await workbench.statusItem(/unpushed|up to date/).count(), 0);
		await workbench.screenshot('empty-no-pointers');
	});

	it('in a fresh clone: the first offer is the data of this version, and one click brings it', async () => {
		await run(process.execPath, [join(projectRoot, 'dist', 'cli.js'), 'push'], { cwd: demo.repository });
		const clone = join(dirname(demo.repository), 'colleague');
		await run('git', ['clone', '--quiet', demo.repository, clone]);
		await open(clone);
		const artifacts = workbench.view('Artifacts');
		const offer = artifacts.row(/^Get Data of This Version \(\d+ files, [\d.]+ MiB\)/);
		await offer.waitFor();
		await artifacts
			.row(/not here/)
			.first()
			.waitFor();
		await workbench.screenshot('fresh-clone');
		await offer.click();
		await offer.waitFor({ state: 'detached' });
		assert.equal((await readdir(join(clone, 'images'))).length, 166);
		const metrics = await readFile(join(clone, 'labels', 'instances.json'), 'utf8');
		assert.match(metrics, /"version": "1\.2\.0"/);
		assert.equal(await run('git', ['status', '--porcelain'], { cwd: clone }), '');
		await workbench.screenshot('fresh-clone-data');
	});
});
