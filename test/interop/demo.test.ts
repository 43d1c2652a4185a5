import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyDemo, type DemoCopy } from '../support/demoCopy.ts';
import { run } from '../support/shell.ts';
import { dvcPath } from '../support/tools.ts';

interface Metrics {
	readonly accuracy: number;
}

describe('the demo, seen by the real tools', function () {
	this.timeout(120_000);
	let demo: DemoCopy;
	const here = (file: string, ...args: string[]) => run(file, args, { cwd: demo.repository });
	const dvcJson = async (...args: string[]) => JSON.parse(await here(await dvcPath(), ...args)) as unknown;

	before(async () => {
		demo = await copyDemo();
	});
	after(() => demo.dispose());

	it('has a clean work tree beside the pictures that nothing tracks', async () => {
		assert.equal(await here('git', 'status', '--porcelain'), '?? incoming/\n');
	});

	it('is in order for DVC; only the last release is not uploaded', async () => {
		const { not_in_remote, ...others } = (await dvcJson('data', 'status', '--not-in-remote', '--json')) as {
			not_in_remote: string[];
		};
		assert.deepEqual(others, {});
		assert.deepEqual(not_in_remote.sort(), [
			'images/',
			'labels/instances.json',
			'labels/scenes.json',
			'model/classifier.safetensors',
		]);
	});

	it('gives a colleague the content of an earlier release from the storage', async () => {
		const clone = join(demo.repository, '..', 'colleague');
		await here('git', 'clone', '--quiet', '--branch', 'v1.1.0', demo.repository, clone);
		await run(await dvcPath(), ['pull', '--quiet'], { cwd: clone });
		assert.equal((await readdir(join(clone, 'images'))).length, 128);
	});

	it('has a model that got better with every release, as its own evaluation says', async () => {
		const accuracies = [];
		for (const tag of ['v1.0.0', 'v1.1.0', 'v1.2.0'])
			accuracies.push((JSON.parse(await here('git', 'show', `${tag}:metrics.json`)) as Metrics).accuracy);
		assert.deepEqual(
			accuracies,
			[...accuracies].sort((a, b) => a - b),
		);
		assert.equal(new Set(accuracies).size, 3);
	});

	it('comes to the same model and metrics when it is trained again', async () => {
		const files = ['metrics.json', 'model/classifier.safetensors'].map((file) => join(demo.repository, file));
		const before = await Promise.all(files.map((file) => readFile(file)));
		await here('chmod', '-R', 'u+w', 'model');
		await here(process.execPath, 'train.mjs');
		const after = await Promise.all(files.map((file) => readFile(file)));
		assert.deepEqual(after, before);
	});
});
