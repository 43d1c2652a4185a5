import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for each test of the suite this is called in; removed after the test. */
export function temporaryFolder(): () => string {
	let folder = '';
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'tidemark-test-'));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));
	return () => folder;
}
