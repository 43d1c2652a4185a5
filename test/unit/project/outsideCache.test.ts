import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import type { EndpointRequest } from '../../../src/core/ports.ts';
import { openProject } from '../../../src/platform/project/openProject.ts';
import { unpackFixture } from '../../support/fixtures.ts';

describe('a cache outside the work tree that the repository chose', function () {
	this.timeout(60_000);
	const log = { info: () => {}, warn: () => {}, error: () => {} };

	it('gets no manifest, by listing or status, before its folder is approved', async () => {
		const fixture = await unpackFixture('directory');
		const outside = await realpath(await mkdtemp(join(tmpdir(), 'tidemark-outside-')));
		await appendFile(join(fixture.repo, '.dvc', 'config'), `[cache]\n    dir = ${outside}\n`);
		const asked: EndpointRequest[] = [];
		const allow = (request: EndpointRequest): Promise<boolean> => {
			asked.push(request);
			return Promise.resolve(request.access === 'read');
		};
		const project = await openProject(fixture.repo, { consent: { allow }, log });
		try {
			const { artifacts } = await project.snapshot({ type: 'workspace' });
			const folder = artifacts.find(({ isFolder }) => isFolder) ?? assert.fail('no folder');
			await assert.rejects(project.files(folder), (error) => {
				assert.ok(TidemarkError.is(error, 'notApproved'), String(error));
				assert.equal(error.field, 'cache.dir');
				return true;
			});
			await project.status({ remote: true });
			assert.deepEqual(await readdir(outside), []);
			assert.ok(asked.some(({ url, access }) => url === outside && access === 'write'));
		} finally {
			await project.dispose();
			await fixture.dispose();
			await rm(outside, { recursive: true, force: true });
		}
	});
});
