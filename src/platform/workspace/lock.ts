import { join } from 'node:path';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import * as disk from '../files/disk.ts';
import { findProgram } from '../processes/findProgram.ts';
import { start } from '../processes/run.ts';
import { isAlive } from './isAlive.ts';
import { lockHolder } from './lockHolder.ts';
import { refuseBusyPaths } from './rwlock.ts';

/** A lock that is held. */
export interface HeldLock {
	/** False where DVC's own lock cannot be taken: a DVC command that starts now would not wait. */
	readonly stopsDvc: boolean;
	release(): Promise<void>;
}

export interface LockOptions {
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds to wait for another holder; default 3,000, as DVC. */
	readonly patience?: number | undefined;
}

const pause = 250;
/** Exit code that tells "held by another" from every other failure. */
const conflict = 75;

/** Runs `action` while no DVC command that writes, and no other Tidemark, works on the project. */
export async function withProjectLock<T>(
	project: string,
	paths: readonly string[],
	options: LockOptions,
	action: () => Promise<T>,
): Promise<T> {
	const lock = await lockProject(project, paths, options);
	try {
		return await action();
	} finally {
		await lock.release();
	}
}

/**
 * Takes DVC's lock of a project (`flock` on `.dvc/tmp/lock`) and checks that no running DVC stage has the paths
 * (absolute) reserved in `.dvc/tmp/rwlock`. The lock goes with this process, however it ends.
 * Node has no `flock`; the program of that name holds it. Where there is none (macOS, Windows) a lock of Tidemark's
 * own is taken, which DVC does not see. Throws `locked`, naming the process that holds it, and `unsafe` where a link
 * of the repository would have the lock made elsewhere.
 */
export async function lockProject(
	project: string,
	paths: readonly string[],
	options: LockOptions = {},
): Promise<HeldLock> {
	for (const part of ['.dvc', '.dvc/tmp', '.dvc/tmp/lock']) await refuseLink(project, part);
	const folder = join(project, '.dvc', 'tmp');
	await disk.mkdirs(folder);
	const programs = await lockPrograms();
	const take =
		programs === undefined
			? () => takeOwn(join(folder, 'tidemark.lock'))
			: () => takeFlock(join(folder, 'lock'), programs);
	const held = await takePatiently(take, options);
	try {
		await refuseBusyPaths(join(folder, 'rwlock'), paths);
		return held;
	} catch (error) {
		await held.release();
		throw error;
	}
}

async function refuseLink(project: string, part: string): Promise<void> {
	const found = await disk.lstatIfThere(join(project, part));
	if (found?.type !== 'link') return;
	throw new TidemarkError('unsafe', `${part} is a link; the lock would be made elsewhere.`, {
		file: join(project, part),
		kept: 'Nothing was changed.',
		next: 'Remove the link; DVC makes its own folder and file.',
	});
}

interface LockPrograms {
	readonly flock: string;
	readonly cat: string;
}

let programs: Promise<LockPrograms | undefined> | undefined;

function lockPrograms(): Promise<LockPrograms | undefined> {
	programs ??= findLockPrograms();
	return programs;
}

async function findLockPrograms(): Promise<LockPrograms | undefined> {
	if (process.platform !== 'linux') return undefined;
	const flock = await findProgram('flock', ['--version']);
	const cat = await findProgram('cat', ['--version']);
	return flock === undefined || cat === undefined ? undefined : { flock, cat };
}

/** A lock, or the path of the file another process holds. */
type Attempt = HeldLock | { readonly heldFile: string };

async function takePatiently(take: () => Promise<Attempt>, options: LockOptions): Promise<HeldLock> {
	const until = performance.now() + (options.patience ?? 3000);
	while (true) {
		throwIfCancelled(options.signal);
		const attempt = await take();
		if (!('heldFile' in attempt)) return attempt;
		if (performance.now() > until) throw await heldByAnother(attempt.heldFile);
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
}

async function heldByAnother(file: string): Promise<TidemarkError> {
	const holder = await lockHolder(file);
	return new TidemarkError('locked', `Another program is changing this DVC project: ${holder}.`, {
		file,
		kept: 'Nothing was changed.',
		next: 'Wait until it is done, then try again.',
	});
}

/** `flock` keeps the lock as long as `cat` waits for input, which ends with our pipe. */
async function takeFlock(file: string, { flock, cat }: LockPrograms): Promise<Attempt> {
	const args = ['--exclusive', '--nonblock', '--conflict-exit-code', String(conflict), file, cat];
	const program = start({ program: flock, args });
	const answered = new Promise<'held'>((resolve) => program.stdout.once('data', () => resolve('held')));
	program.stdin.write('\n');
	const first = await Promise.race([answered, program.ended]);
	if (first === 'held') {
		program.unref();
		return { stopsDvc: true, release: () => releaseFlock(program) };
	}
	if (first.code === conflict) return { heldFile: file };
	throw new TidemarkError('io', `The lock could not be taken: ${first.stderr.trim()}`, { file });
}

async function releaseFlock(program: ReturnType<typeof start>): Promise<void> {
	program.ref();
	program.stdin.end();
	await program.ended;
}

/** A file that only its maker removes; one whose maker is gone is taken over. */
async function takeOwn(file: string): Promise<Attempt> {
	if (await createOwn(file)) return { stopsDvc: false, release: () => disk.rm(file) };
	const pid = Number((await disk.readTextIfThere(file))?.trim());
	if (Number.isInteger(pid) && pid > 0 && !isAlive(pid)) await disk.rm(file);
	return { heldFile: file };
}

async function createOwn(file: string): Promise<boolean> {
	try {
		const handle = await disk.openNew(file);
		await handle.writeFile(` ${process.pid}\n`);
		await handle.close();
		return true;
	} catch (error) {
		if ((await disk.lstatIfThere(file)) === undefined) throw error;
		return false;
	}
}
