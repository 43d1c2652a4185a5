import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { TidemarkError } from '../../core/errors.ts';
import * as disk from './disk.ts';
import { isNotThere } from './diskError.ts';
import { randomBytes } from './lazyCrypto.ts';

/** How a file is put in place. */
export interface AtomicWriteOptions {
	/** Permission bits; default those of the file replaced, else 0o666 less the umask. */
	readonly mode?: number | undefined;
	/** Throws `refused` when the destination exists by the time the content is ready. */
	readonly mustBeNew?: boolean | undefined;
}

const owner = `${Buffer.from(hostname()).toString('hex').slice(0, 12)}-${process.pid}`;
const ownTemp = /^\.tidemark-([0-9a-f]+)-(\d+)-[0-9a-f]{12}\.tmp$/;

/** A new temporary path in the folder of `destination`; its name tells which process of which machine made it. */
export function tempPathFor(destination: string): string {
	return join(dirname(destination), `.tidemark-${owner}-${randomBytes(6).toString('hex')}.tmp`);
}

/** Whether a file's name is one that {@link tempPathFor} makes. */
export function isTempName(name: string): boolean {
	return ownTemp.test(name);
}

/** Gives a finished, fsynced temporary file its final name and brings that name to the disk. */
export async function putInPlace(temp: string, destination: string): Promise<void> {
	await disk.rename(temp, destination);
	await disk.fsyncFolder(dirname(destination));
}

/** Replaces or creates a file so that any reader, or a crash at any moment, sees the old or the new content whole. */
export async function atomicWrite(
	destination: string,
	content: Uint8Array | string,
	options: AtomicWriteOptions = {},
): Promise<void> {
	const present = await disk.lstatIfThere(destination);
	refuseOddDestination(destination, present, options);
	const temp = tempPathFor(destination);
	try {
		await writeTemp(temp, content, options.mode ?? present?.mode);
		await putInPlace(temp, destination);
	} catch (error) {
		await disk.rm(temp).catch(() => {});
		throw error;
	}
}

function refuseOddDestination(
	destination: string,
	present: disk.FileStat | undefined,
	options: AtomicWriteOptions,
): void {
	if (present === undefined || (present.type === 'file' && !options.mustBeNew)) return;
	const what = present.type === 'file' ? 'exists already' : `is a ${present.type}, not a file`;
	throw new TidemarkError('refused', `${basename(destination)} ${what}.`, {
		file: destination,
		kept: 'Nothing was changed.',
	});
}

async function writeTemp(
	temp: string,
	content: Uint8Array | string,
	mode: number | undefined,
): Promise<void> {
	const file = await disk.openNew(temp);
	try {
		await file.writeFile(content);
		if (mode !== undefined) await file.chmod(mode);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** Removes temporary files of this machine's dead processes from one folder; others' files are not touched. */
export async function sweepTemps(folder: string): Promise<readonly string[]> {
	const entries = (await disk.readdirIfThere(folder)) ?? [];
	const stale = entries.filter((entry) => entry.type === 'file' && isStale(entry.name));
	for (const { name } of stale) await disk.rm(join(folder, name)).catch(ignoreMissing);
	return stale.map(({ name }) => name);
}

function ignoreMissing(error: unknown): void {
	if (!isNotThere(error)) throw error;
}

function isStale(name: string): boolean {
	const [, host, pid] = ownTemp.exec(name) ?? [];
	if (host === undefined || pid === undefined) return false;
	return owner.startsWith(`${host}-`) && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
