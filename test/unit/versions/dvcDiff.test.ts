import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact, ManifestEntry } from '../../../src/core/model.ts';
import { formatDirManifest, parseDirManifest } from '../../../src/core/pointers/dirManifest.ts';
import { dvcDiff } from '../../../src/core/versions/dvcDiff.ts';
import { SnapshotReader } from '../../../src/core/versions/snapshotReader.ts';
import { GitRepository } from '../../../src/platform/git/gitRepository.ts';
import { type Fixture, unpackFixture } from '../../support/fixtures.ts';

const fixtures = [
	'directory',
	'flags-and-annotations',
	'label-json',
	'nested-dirs',
	'pipeline',
	's3-plain',
	'single-file',
	'unicode-and-spaces',
	'version-aware',
];

async function readManifest(repo: string, { object, path }: Artifact): Promise<ManifestEntry[]> {
	assert.ok(object);
	const file = join(repo, '.dvc/cache/files/md5', object.hash.slice(0, 2), object.hash.slice(2));
	return parseDirManifest(await readFile(file), path);
}

/** DVC gives lists in set order, so items are compared sorted. */
function asSets(document: unknown): unknown {
	const lists = Object.entries(document as Record<string, unknown[]>);
	return Object.fromEntries(
		lists.map(([key, items]) => [key, items.map((item) => JSON.stringify(item)).sort()]),
	);
}

describe('dvc diff between tags', () => {
	for (const name of fixtures) {
		it(`answers as DVC did in ${name}`, async () => {
			const fixture = await unpackFixture(name);
			try {
				await compareAll(fixture);
			} finally {
				await fixture.dispose();
			}
		});
	}
});

async function compareAll({ repo, expected }: Fixture): Promise<void> {
	const git = await GitRepository.open(repo);
	const snapshots = new SnapshotReader(git, git);
	const runs = expected.runs.filter(({ argv }) => argv[1] === 'diff' && argv.length === 5);
	assert.ok(runs.length >= 2, 'the fixture has diffs between tags');
	for (const { argv, json } of runs) {
		const commits = [expected.tags[argv[2] ?? ''] ?? '', expected.tags[argv[3] ?? ''] ?? ''];
		const [a, b] = await snapshots.atCommits(commits);
		assert.ok(a && b);
		const document = await dvcDiff(a, b, { manifests: (artifact) => readManifest(repo, artifact) });
		assert.deepEqual(asSets(document), asSets(json), argv.join(' '));
	}
	git.dispose();
}

describe('dvc diff --show-hash', () => {
	it('gives old and new hashes, a versioned folder that of its manifest', async () => {
		const fixture = await unpackFixture('version-aware');
		try {
			const git = await GitRepository.open(fixture.repo);
			const { tags } = fixture.expected;
			const [a, b] = await new SnapshotReader(git, git).atCommits([tags['va-0'] ?? '', tags['va-3'] ?? '']);
			assert.ok(a && b);
			const document = await dvcDiff(a, b, {
				manifests: (artifact) => readManifest(fixture.repo, artifact),
				showHash: true,
				manifestId: (entries) => ({ algorithm: 'md5', hash: manifestHash(entries) }),
			});
			// Recorded from DVC 3.67.1: dvc diff va-0 va-3 --json --show-hash.
			assert.deepEqual(document, recordedWithHashes);
			git.dispose();
		} finally {
			await fixture.dispose();
		}
	});
});

const recordedWithHashes = {
	added: [{ path: 'dd/c.txt', hash: 'd33041cca0b8796b45ab16a89b49a470' }],
	deleted: [],
	modified: [
		{
			path: 'dd/',
			hash: {
				old: '559cbd388f5672dc73ef0802c18cb97f.dir',
				new: '7c34913e4dde4b8e1aa4ce71f7c325fb.dir',
			},
		},
		{
			path: 'dd/a.txt',
			hash: { old: '763950971c8c6d8df8a87a1e752799a9', new: '1597a5a9948014489de663c8fb4438db' },
		},
		{
			path: 'm.bin',
			hash: { old: '44b0a5364caf1f2b203f4b49363d553f', new: '39c3c1505d0855232002f6ae5cdec287' },
		},
	],
	renamed: [],
};

function manifestHash(entries: readonly ManifestEntry[]): string {
	const listed = entries.map(({ path, object }) => ({ path, object: object ?? assert.fail('no hash') }));
	return `${createHash('md5').update(formatDirManifest(listed)).digest('hex')}.dir`;
}
