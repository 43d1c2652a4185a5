import assert from 'node:assert/strict';
import type { SideName } from '../../../src/core/compare/messages.ts';
import type { Artifact, Side } from '../../../src/core/model.ts';
import { RecordImages } from '../../../src/extension/compare/recordImages.ts';
import type { Project } from '../../../src/platform/project/project.ts';

const sides: readonly [SideName, SideName] = [
	{ name: 'v1', side: { type: 'commit', commit: 'a'.repeat(40) } },
	{ name: 'v2', side: { type: 'commit', commit: 'b'.repeat(40) } },
];

function artifact(path: string, isFolder: boolean): Artifact {
	return {
		path,
		system: 'dvc',
		pointerFile: `${path}.dvc`,
		object: undefined,
		isFolder,
		isExecutable: false,
		size: undefined,
		fileCount: undefined,
		kind: 'other',
		push: true,
		cached: true,
		projectRoot: '',
	};
}

/** A project with folder `images` and file `one.tif`; plain git holds `labels/plain.png`. */
function imagesOf(old: readonly string[], now: readonly string[], more: Partial<Project> = {}) {
	const asked: string[] = [];
	let listed = 0;
	const project: Partial<Project> = {
		snapshot: async (side: Side) => ({
			artifacts: [artifact(side === sides[0].side ? 'images' : 'images', true), artifact('one.tif', false)],
			broken: [],
		}),
		files: async () => {
			const names = listed++ === 0 ? now : old;
			return names.map((path) => ({ path, object: undefined, size: undefined }));
		},
		contentFile: async (side, path) => {
			asked.push(`${side === sides[0].side ? 'old' : 'new'} ${path}`);
			return `/cache/${path}`;
		},
		isLocal: async (_side, path) => path === 'labels/plain.png',
		...more,
	};
	const images = new RecordImages(project as Project, sides, async () => new Uint8Array([1, 2]));
	const image = (target: string | undefined, kind: 'added' | 'removed' | 'changed' = 'changed') =>
		images.image('labels/l.json', { kind, target }, undefined);
	return { image, asked };
}

describe('RecordImages', () => {
	it('takes the picture of the new version, and sends its bytes and type', async () => {
		const { image, asked } = imagesOf(['a.png'], ['a.png']);
		const found = await image('train/a.png');
		assert.ok('mime' in found);
		assert.deepEqual(
			[found.path, found.from, found.mime, [...new Uint8Array(found.bytes)]],
			['images/a.png', 'new', 'image/png', [1, 2]],
		);
		assert.deepEqual(asked, ['new images/a.png']);
	});

	it('falls back to the other version', async () => {
		const { image } = imagesOf(['gone.png'], ['a.png']);
		const found = await image('gone.png');
		assert.ok('from' in found && found.from === 'old');
	});

	it('finds a picture in plain git beside the label file', async () => {
		const found = await imagesOf([], []).image('plain.png');
		assert.ok('path' in found && found.path === 'labels/plain.png');
	});

	it('never leaves the repository for a name in a record', async () => {
		const { image, asked } = imagesOf([], [], { isLocal: async () => true });
		for (const target of ['../../etc/passwd.png', '/etc/passwd.png', 'a//../b.png']) {
			assert.deepEqual(await image(target), { missing: 'notFound', detail: target });
		}
		assert.deepEqual(asked, []);
	});

	it('says why there is none', async () => {
		const { image } = imagesOf([], []);
		assert.deepEqual(await image(undefined), { missing: 'noTarget', detail: '' });
		assert.deepEqual(await image('x.png'), { missing: 'notFound', detail: 'x.png' });
		assert.deepEqual(await image('one.tif'), { missing: 'notPicture', detail: 'one.tif' });
		const contentFile = () => Promise.reject(new Error('403'));
		const broken = imagesOf([], ['a.png'], { contentFile });
		assert.deepEqual(await broken.image('a.png'), { missing: 'failed', detail: '403' });
	});
});
