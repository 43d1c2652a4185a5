import assert from 'node:assert/strict';
import type { MarkdownString } from 'vscode';
import { labels, openedProject, parts, row, until } from '../parts.ts';

describe('the Artifacts view', () => {
	it('groups what the work tree tracks, with state and size', async () => {
		const { artifacts: tree } = await parts();
		const roots = labels(tree, await tree.getChildren());
		assert.deepEqual(roots, ['Datasets', 'Models', 'Labels', 'Metrics & Params']);
		const model = await openedProject();
		await model.check({ remote: false });
		const images = tree.getTreeItem(await row(tree, 'images', await row(tree, 'Datasets')));
		assert.match(String(images.description), /\d+ files · [\d.]+ [KM]iB/u);
		assert.match(String(images.contextValue), /^artifact\.dvc\.folder/u);
		assert.ok(images.accessibilityInformation?.label.startsWith('images'));
	});

	it('opens a folder artifact to the files of its manifest', async () => {
		const { artifacts: tree } = await parts();
		const images = await row(tree, 'images', await row(tree, 'Datasets'));
		const files = await tree.getChildren(images);
		assert.ok(files.length > 100);
		assert.ok(files.every((node) => node.type === 'file'));
	});

	it('keeps the ids of its rows when it is read anew', async () => {
		const { artifacts: tree } = await parts();
		const ids = async (): Promise<readonly string[]> =>
			(await tree.getChildren(await row(tree, 'Labels'))).map(({ id }) => id);
		const before = await ids();
		(await openedProject()).pointersChanged();
		assert.deepEqual(await ids(), before);
		assert.equal(new Set(before).size, before.length);
	});

	it('tells everything in the tooltip', async () => {
		const { artifacts: tree } = await parts();
		const node = await row(tree, 'images', await row(tree, 'Datasets'));
		const { tooltip } = tree.resolveTreeItem(tree.getTreeItem(node), node);
		const text = (tooltip as MarkdownString).value;
		for (const part of ['images', '.dir', 'md5']) assert.ok(text.includes(part), `${part} in ${text}`);
	});
});

describe('the Versions view', () => {
	it('lists the work tree, then tags newest first, tags of one artifact in a group', async () => {
		const { versions: tree } = await parts();
		const top = labels(tree, await tree.getChildren());
		assert.equal(top[0], 'Work tree');
		assert.deepEqual(
			top.filter((label) => /^v\d/u.test(label)),
			['v1.2.0', 'v1.1.0', 'v1.0.0'],
		);
		const group = await row(tree, 'classifier');
		const inside = labels(tree, await tree.getChildren(group));
		assert.deepEqual(
			inside.filter((label) => label.startsWith('v')),
			['v1.2.0', 'v1.1.0', 'v1.0.0'],
		);
		assert.ok(inside.includes('prod #2'), inside.join());
	});

	it('opens a version to its artifacts, with what it changed, and those to files', async () => {
		const { versions: tree } = await parts();
		const images = await row(tree, 'images', await row(tree, 'v1.1.0'));
		assert.match(String(tree.getTreeItem(images).description), /128 files .*\+32 files/u);
		assert.equal((await tree.getChildren(images)).length, 128);
		assert.equal(tree.getParent(images)?.type, 'version');
	});

	it('shows a branch beside the tags once it has been opened', async () => {
		const { versions: tree } = await parts();
		const model = await openedProject();
		model.openSide({ name: 'main', side: await model.project.side('main') });
		await until('main is listed', async () => labels(tree, await tree.getChildren()).includes('main'));
	});
});
