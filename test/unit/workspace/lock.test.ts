import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { TidemarkError } from '../../../src/core/errors.ts';
import { lockProject, withProjectLock } from '../../../src/platform/workspace/lock.ts';

describe('The lock of a DVC project', () => {
	let project: string;

	beforeEach(async () => {
		project = await mkdtemp(join(tmpdir(), 'tidemark-lock-'));
	});

	afterEach(() => rm(project, { recursive: true, force: true }));

	async function failure(act: () => Promise<unknown>): Promise<TidemarkError> {
		const error = await act().then(
			() => undefined,
			(reason: unknown) => reason,
		);
		assert.ok(TidemarkError.is(error), String(error));
		return error;
	}

	it('CONC-01: is held by one at a time, and the other is told by which process', async () => {
		const held = await lockProject(project, []);
		const error = await failure(() => lockProject(project, [], { patience: 100 }));
		assert.equal(error.code, 'locked');
		assert.match(error.message, /process \d+/);
		await held.release();
		await (await lockProject(project, [], { patience: 100 })).release();
	});

	it('is made through no link that the repository holds', async () => {
		const outside = await mkdtemp(join(tmpdir(), 'tidemark-outside-'));
		for (const [part, target] of [
			['.dvc', outside],
			['.dvc/tmp', outside],
			['.dvc/tmp/lock', join(outside, 'made')],
		] as const) {
			await rm(join(project, '.dvc'), { recursive: true, force: true });
			await mkdir(dirname(join(project, part)), { recursive: true });
			await symlink(target, join(project, part));
			assert.equal((await failure(() => lockProject(project, []))).code, 'unsafe');
			assert.deepEqual(await readdir(outside), []);
		}
		await rm(outside, { recursive: true });
	});

	it('is given back when the action fails', async () => {
		await assert.rejects(
			withProjectLock(project, [], {}, () => Promise.reject(new Error('no'))),
			/no/,
		);
		await (await lockProject(project, [], { patience: 0 })).release();
	});

	it('CONC-02, CONC-09: respects what a running stage has reserved, and no dead process', async () => {
		const place = join(project, 'data');
		const rwlock = join(project, '.dvc/tmp/rwlock');
		const reserve = (pid: number, path: string) =>
			writeFile(rwlock, JSON.stringify({ write: { [path]: { pid, cmd: 'dvc repro' } }, read: {} }));
		await mkdir(join(project, '.dvc/tmp'), { recursive: true });
		await reserve(process.ppid, join(place, 'sub'));
		const error = await failure(() => lockProject(project, [place]));
		assert.deepEqual([error.code, /dvc repro/.test(error.message)], ['locked', true]);
		await (await lockProject(project, [join(project, 'other')])).release();
		await reserve(2 ** 30, place);
		await (await lockProject(project, [place])).release();
		await writeFile(rwlock, 'not json');
		await (await lockProject(project, [place])).release();
	});

	it('can be waited for, and the wait can be cancelled', async () => {
		const held = await lockProject(project, []);
		const cancel = new AbortController();
		setTimeout(() => cancel.abort(), 50);
		const error = await failure(() => lockProject(project, [], { signal: cancel.signal }));
		assert.equal(error.code, 'cancelled');
		setTimeout(() => void held.release(), 100);
		await (await lockProject(project, [])).release();
	});
});
