/** Makes the demo: a small project that is true in every part, drawn, labelled, trained and released on the spot. */
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectRoot } from '../support/projectRoot.ts';
import { run } from '../support/shell.ts';
import { Canvas } from './canvas.ts';
import { DemoGit } from './demoGit.ts';
import { cocoLabels, labelsByImage, type Picture } from './labels.ts';
import { draw, incomingPictures, picturesOf, type Release, releases } from './releases.ts';
import { sceneHeight, sceneWidth } from './scene.ts';
import { writeLfsFile } from './writeLfsFile.ts';

/** Where the parts of the demo lie. */
export interface Demo {
	/** The git repository to open. */
	readonly repository: string;
	/** The folder remote beside it. */
	readonly storage: string;
}

const templates = join(projectRoot, 'test', 'demo', 'project');
const contactSheetPath = 'samples/latest.png';
const tracked = ['images', 'labels/instances.json', 'labels/scenes.json', 'model/classifier.safetensors'];

/** The demo's places in a folder, whether it has been made or not. */
export function demoIn(folder: string): Demo {
	return { repository: join(folder, 'street-scenes'), storage: join(folder, 'storage') };
}

/**
 * Makes the demo in a folder, which gets it whole or not at all; anything there before is replaced. Needs `dist/cli.js`.
 * @param now milliseconds since the epoch; the releases are dated back from it.
 */
export async function makeDemo(folder: string, now = Date.now()): Promise<Demo> {
	const building = `${folder}.new`;
	await rm(building, { recursive: true, force: true });
	const demo = demoIn(building);
	await mkdir(demo.repository, { recursive: true });
	await mkdir(demo.storage);
	const git = new DemoGit(demo.repository);
	await git.run('init', '--quiet', '--initial-branch=main');
	await git.run('config', 'core.autocrlf', 'false');
	for (const [number, release] of releases.entries()) await makeRelease(demo, git, release, number, now);
	await writePictures(join(demo.repository, 'incoming'), incomingPictures(), 0);
	await rm(folder, { recursive: true, force: true });
	await rename(building, folder);
	return demoIn(folder);
}

/** Makes the demo unless it is there. */
export async function keptDemo(folder: string): Promise<Demo> {
	return existsSync(folder) ? demoIn(folder) : makeDemo(folder);
}

async function makeRelease(
	demo: Demo,
	git: DemoGit,
	release: Release,
	number: number,
	now: number,
): Promise<void> {
	const root = demo.repository;
	const pictures = picturesOf(number);
	await writePictures(join(root, 'images'), pictures, number);
	await writeLabels(root, pictures, number);
	await writeCode(root, release);
	if (release.hasContactSheet)
		await writeLfsFile(root, contactSheetPath, contactSheet(pictures, number).png());
	else await rm(join(root, dirname(contactSheetPath)), { recursive: true, force: true });
	await run(process.execPath, ['train.mjs'], { cwd: root });
	await tidemark(root, 'track', ...tracked);
	if (number === 0) await connectStorage(root);
	await git.commitAll(release, now);
	// The last release stays on this machine only.
	if (number < releases.length - 1) await tidemark(root, 'push');
}

async function writePictures(folder: string, pictures: readonly Picture[], release: number): Promise<void> {
	await mkdir(folder, { recursive: true });
	const names = new Set(pictures.map(({ fileName }) => fileName));
	for (const old of await readdir(folder)) if (!names.has(old)) await rm(join(folder, old));
	for (const picture of pictures) {
		const file = join(folder, picture.fileName);
		// A tracked file may be a read-only link into the cache: replaced, never written through.
		await rm(file, { force: true });
		await writeFile(file, draw(picture, release).png());
	}
}

async function writeLabels(root: string, pictures: readonly Picture[], release: number): Promise<void> {
	await mkdir(join(root, 'labels'), { recursive: true });
	const files = { 'instances.json': cocoLabels, 'scenes.json': labelsByImage };
	for (const [name, make] of Object.entries(files)) {
		await rm(join(root, 'labels', name), { force: true });
		await writeFile(join(root, 'labels', name), `${JSON.stringify(make(pictures, release), undefined, 1)}\n`);
	}
}

async function writeCode(root: string, release: Release): Promise<void> {
	for (const name of ['README.md', 'dvc.yaml', 'train.mjs', 'model.mjs', 'params.mjs', 'png.mjs'])
		await cp(join(templates, name), join(root, name));
	await cp(join(templates, 'gitattributes'), join(root, '.gitattributes'));
	await cp(join(templates, 'releases', release.name), root, { recursive: true });
	await rm(join(root, 'model', 'classifier.safetensors'), { force: true });
}

async function connectStorage(root: string): Promise<void> {
	const config = '[core]\n    remote = storage\n[\'remote "storage"\']\n    url = ../../storage\n';
	await writeFile(join(root, '.dvc', 'config'), config);
}

/** The newest pictures, small, side by side. */
function contactSheet(pictures: readonly Picture[], release: number): Canvas {
	const [columns, shrink] = [6, 3];
	const [width, height] = [sceneWidth / shrink, sceneHeight / shrink];
	const newest = pictures.slice(-24);
	const sheet = new Canvas(columns * width, Math.ceil(newest.length / columns) * height);
	for (const [index, picture] of newest.entries())
		sheet.place(
			draw(picture, release),
			(index % columns) * width,
			Math.floor(index / columns) * height,
			shrink,
		);
	return sheet;
}

async function tidemark(root: string, ...args: string[]): Promise<void> {
	await run(process.execPath, [join(projectRoot, 'dist', 'cli.js'), ...args], { cwd: root });
}
