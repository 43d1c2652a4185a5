import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EndpointRequest } from '../../../src/core/ports.ts';
import { openProject } from '../../../src/platform/project/openProject.ts';
import type { Project } from '../../../src/platform/project/project.ts';
import { type Fixture, unpackFixture } from '../../support/fixtures.ts';

/** A fixture's repository, opened; questions for consent are noted and answered with `answer`. */
export interface FixtureProject {
	readonly fixture: Fixture;
	readonly project: Project;
	readonly asked: EndpointRequest[];
	dispose(): Promise<void>;
}

export async function openFixture(name: string, answer = true): Promise<FixtureProject> {
	const fixture = await unpackFixture(name);
	const cache = await mkdtemp(join(tmpdir(), 'tidemark-cache-'));
	const before = process.env['TIDEMARK_CACHE'];
	process.env['TIDEMARK_CACHE'] = cache;
	const asked: EndpointRequest[] = [];
	const allow = async (request: EndpointRequest): Promise<boolean> => {
		asked.push(request);
		return answer;
	};
	const log = { info: () => {}, warn: () => {}, error: () => {} };
	const project = await openProject(fixture.repo, { consent: { allow }, log });
	if (before === undefined) delete process.env['TIDEMARK_CACHE'];
	else process.env['TIDEMARK_CACHE'] = before;
	return {
		fixture,
		project,
		asked,
		dispose: async () => {
			await project.dispose();
			await fixture.dispose();
			await rm(cache, { recursive: true, force: true });
		},
	};
}
