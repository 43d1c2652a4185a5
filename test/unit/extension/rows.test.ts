import assert from 'node:assert/strict';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { LocalState, RemoteState } from '../../../src/core/model.ts';
import { artifactFacts } from '../../../src/extension/views/rows/artifactFacts.ts';
import { artifactRow, versionArtifactRow } from '../../../src/extension/views/rows/artifactRow.ts';
import { groupByKind } from '../../../src/extension/views/rows/kindGroups.ts';
import { missingData } from '../../../src/extension/views/rows/missingData.ts';
import * as plain from '../../../src/extension/views/rows/plainRows.ts';
import { changedArtifacts, countChanges } from '../../../src/extension/views/rows/snapshotChanges.ts';
import { stateBadge, stateWords } from '../../../src/extension/views/rows/stateWords.ts';
import { versionFacts, versionRow, workTreeRow } from '../../../src/extension/views/rows/versionRow.ts';
import { artifact, status, version, wording as w } from './samples.ts';

describe('artifact rows', () => {
	it('say format, files, size, state and folder', () => {
		const images = artifact('data/images', {
			isFolder: true,
			fileCount: 1204,
			size: 2 * 1024 ** 3,
			format: 'PNG',
		});
		const row = artifactRow(w, images, status('data/images', { local: 'modified' }));
		assert.equal(row.label, 'images');
		assert.equal(row.description, 'modified · PNG · 1,204 files · 2.0 GiB · data');
		assert.equal(row.collapsible, 'collapsed');
		assert.match(row.spoken, /^data\/images/u);
	});

	it('tell every state by a word of its own, never by colour alone', () => {
		const locals: readonly LocalState[] = ['present', 'partial', 'missing', 'modified', 'unknown'];
		const words = locals.map((local) => stateWords(w, status('a', { local, remote: 'unpushed' })).word);
		assert.equal(new Set(words).size, locals.length);
		const remotes: readonly RemoteState[] = ['pushed', 'unpushed', 'unknown', 'never'];
		const remoteWords = remotes.map((remote) => stateWords(w, status('a', { remote })));
		assert.equal(new Set(remoteWords.map(({ word }) => word)).size, remotes.length);
	});

	it('offer fetching what is not here and pushing what may not be there', () => {
		const context = (more: Parameters<typeof status>[1]): string =>
			artifactRow(w, artifact('a'), status('a', more)).context;
		assert.equal(context({}), 'artifact.dvc.file');
		assert.equal(context({ local: 'missing' }), 'artifact.dvc.file.fetchable');
		assert.equal(context({ remote: 'unpushed' }), 'artifact.dvc.file.pushable');
		assert.equal(context({ remote: 'unknown' }), 'artifact.dvc.file.pushable');
		const plainFile = artifact('metrics.json', { system: 'git', push: false, cached: false });
		assert.equal(artifactRow(w, plainFile, undefined).context, 'artifact.git.file');
	});

	it('tell what a version changed', () => {
		const old = artifact('images', {
			isFolder: true,
			fileCount: 1108,
			object: { algorithm: 'md5', hash: '1'.repeat(32) },
		});
		const fresh = artifact('images', { isFolder: true, fileCount: 1204 });
		assert.equal(versionArtifactRow(w, fresh, old).description, '1,204 files · +96 files');
		assert.equal(versionArtifactRow(w, old, fresh).description, '1,108 files · −96 files');
		assert.equal(versionArtifactRow(w, fresh, fresh).description, '1,204 files');
		assert.equal(versionArtifactRow(w, artifact('m'), { ...old, path: 'm' }).description, 'changed');
	});

	it('count no added or removed files where a pointer does not say how many it has', () => {
		const object = { algorithm: 'md5', hash: '1'.repeat(32) } as const;
		const known = artifact('images', { isFolder: true, fileCount: 1108 });
		const unsaid = artifact('images', { isFolder: true, object });
		assert.equal(versionArtifactRow(w, unsaid, known).description, 'changed');
		assert.equal(versionArtifactRow(w, known, unsaid).description, '1,108 files · changed');
	});

	it('decorate files with at most two characters', () => {
		const badges = [
			stateBadge(w, status('a')),
			stateBadge(w, status('a', { remote: 'unpushed' })),
			stateBadge(w, status('a', { local: 'modified', remote: 'unpushed' })),
			stateBadge(w, status('a', { local: 'missing' })),
		];
		assert.deepEqual(
			badges.map((badge) => badge?.badge),
			[undefined, '⇡', 'M⇡', '☁'],
		);
	});

	it('put everything known in the tooltip', () => {
		const facts = new Map(
			artifactFacts(
				w,
				artifact('a', { size: 1024 }),
				status('a', { remote: 'unknown', reason: 'not approved' }),
			),
		);
		assert.equal(facts.get('Size'), '1.0 KiB (1,024 B)');
		assert.equal(facts.get('md5'), 'd41d8cd98f00b204e9800998ecf8427e');
		assert.equal(facts.get('Why'), 'not approved');
		assert.equal(facts.has('Files'), false);
	});

	it('group artifacts by kind, in one order', () => {
		const groups = groupByKind([
			artifact('p', { kind: 'params' }),
			artifact('m', { kind: 'model' }),
			artifact('d'),
			artifact('e', { kind: 'metrics' }),
		]);
		assert.deepEqual(
			groups.map(({ group, artifacts }) => [group, artifacts.map(({ path }) => path)]),
			[
				['datasets', ['d']],
				['models', ['m']],
				['metrics', ['p', 'e']],
			],
		);
	});
});

describe('version rows', () => {
	it('say age, author and the first line of the message', () => {
		const row = versionRow(w, version('v1.2.0'));
		assert.equal(row.description, '2 days ago · Ada · “Corrected bus labels”');
		assert.equal(row.context, 'version.tag.annotated');
		const seg = version('seg@v1.0.0', { release: { type: 'gtoVersion', artifact: 'seg', version: '1.0.0' } });
		assert.equal(versionRow(w, seg, true).label, 'v1.0.0');
		const prod = version('seg#prod#2', {
			release: { type: 'gtoStage', artifact: 'seg', stage: 'prod', count: 2 },
		});
		assert.equal(versionRow(w, prod, true).label, 'prod #2');
		assert.equal(versionRow(w, prod).label, 'seg#prod#2');
	});

	it('tell how far the work tree is from the newest version', () => {
		assert.equal(workTreeRow(w, 3, 'v1.3.0').description, '3 changes since v1.3.0');
		assert.equal(workTreeRow(w, 1, 'v1.3.0').description, '1 change since v1.3.0');
		assert.equal(workTreeRow(w, 0, 'v1.3.0').description, 'same artifacts as v1.3.0');
		assert.equal(workTreeRow(w, undefined, undefined).description, '');
	});

	it('show both times of an annotated tag', () => {
		const names = versionFacts(w, version('v1')).map(([name]) => name);
		assert.deepEqual(names, ['Version', 'Commit', 'Author', 'Tagged', 'Commit made', 'Message']);
	});

	it('count artifacts that came, went or changed', () => {
		const changed = artifact('c', { object: { algorithm: 'md5', hash: '2'.repeat(32) } });
		const old = { artifacts: [artifact('a'), artifact('b'), artifact('c')], broken: [] };
		const fresh = { artifacts: [artifact('a'), changed, artifact('d')], broken: [] };
		assert.deepEqual([...changedArtifacts(old, fresh)], ['b', 'c', 'd']);
		assert.equal(changedArtifacts(old, old).size, 0);
	});

	it('count files that were edited since their pointer was written, and none twice', () => {
		const edited = status('c', { artifact: artifact('c'), local: 'modified' });
		assert.equal(countChanges(new Set(), [status('a'), edited]), 1);
		assert.equal(countChanges(new Set(['b', 'c']), [edited]), 2);
	});
});

describe('other rows', () => {
	it('say why a pointer is broken, and where', () => {
		const error = new TidemarkError('malformed', 'outs[0] has no path.', { file: 'a.dvc', line: 3 });
		const row = plain.brokenRow(w, { path: 'a.dvc', error });
		assert.equal(row.description, 'broken · outs[0] has no path. (line 3)');
	});

	it('offer what is not here, with its size where a pointer says one', () => {
		const missing = missingData([
			status('a', {
				local: 'missing',
				artifact: artifact('a', { isFolder: true, fileCount: 1203, size: 1024 }),
			}),
			status('b', { local: 'partial' }),
			status('c'),
		]);
		assert.deepEqual(missing, { paths: ['a', 'b'], files: 1204, bytes: 1024 });
		assert.equal(plain.offerRow(w, 1204, 1024).label, 'Get Data of This Version (1,204 files, 1.0 KiB)');
		assert.equal(plain.offerRow(w, 1, undefined).label, 'Get Data of This Version (1 file)');
	});

	it('say how much of a long list is shown', () => {
		assert.equal(plain.moreRow(w, 200, 1204).description, '200 of 1,204 shown');
	});
});
