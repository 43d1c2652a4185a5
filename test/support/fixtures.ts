import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What the real DVC answered in a fixture's repository. */
export interface Expected {
	readonly dvc_version: string;
	readonly tags: Readonly<Record<string, string>>;
	readonly runs: readonly {
		readonly argv: readonly string[];
		readonly rc: number;
		readonly json?: unknown;
		readonly stdout?: string;
		readonly stderr?: string;
	}[];
}

/** A private copy of a fixture repository made by the real DVC. */
export interface Fixture {
	/** Temporary folder that holds `repo/`, and `remote/` where the fixture has one. */
	readonly root: string;
	readonly repo: string;
	readonly remote: string;
	readonly expected: Expected;
	dispose(): Promise<void>;
}

export const fixtureFolder = fileURLToPath(new URL('../fixtures/dvc/', import.meta.url));

/** Unpacks `test/fixtures/dvc/<name>.tar.gz` into a new temporary folder. */
export async function unpackFixture(name: string): Promise<Fixture> {
	const root = await mkdtemp(join(tmpdir(), `tidemark-${name}-`));
	await promisify(execFile)('tar', ['-xzf', join(fixtureFolder, `${name}.tar.gz`), '-C', root]);
	const expected = JSON.parse(await readFile(join(root, 'EXPECTED.json'), 'utf8')) as Expected;
	return {
		root,
		repo: join(root, 'repo'),
		remote: join(root, 'remote'),
		expected,
		dispose: () => rm(root, { recursive: true, force: true }),
	};
}
