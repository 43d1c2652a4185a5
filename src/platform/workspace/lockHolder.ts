import * as disk from '../files/disk.ts';

/** Who holds a lock file, for a person: `process 4711 (dvc push)`. */
export async function lockHolder(file: string): Promise<string> {
	const pid = (await pidFromKernel(file)) ?? (await pidFromFile(file));
	if (pid === undefined) return 'a process that could not be found out';
	const command = await commandOf(pid);
	if (command === undefined) return `process ${pid}`;
	return `process ${pid} (${/\bflock\b.*\block\b/.test(command) ? 'another Tidemark' : command})`;
}

/** Linux lists every lock with the file's inode and the holder's id. */
async function pidFromKernel(file: string): Promise<number | undefined> {
	if (process.platform !== 'linux') return undefined;
	const found = await disk.lstatIfThere(file);
	const locks = await disk.readTextIfThere('/proc/locks').catch(() => undefined);
	for (const line of locks?.split('\n') ?? []) {
		const [, kind, , , pid, place] = line.trim().split(/\s+/);
		if (kind === 'FLOCK' && place?.split(':')[2] === String(found?.inode)) return Number(pid);
	}
	return undefined;
}

/** DVC and Tidemark write their process id into the file. */
async function pidFromFile(file: string): Promise<number | undefined> {
	const pid = Number((await disk.readTextIfThere(file, 4096).catch(() => undefined))?.trim());
	return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

async function commandOf(pid: number): Promise<string | undefined> {
	if (process.platform !== 'linux') return undefined;
	const line = await disk.readTextIfThere(`/proc/${pid}/cmdline`).catch(() => undefined);
	return line?.split('\0').filter(Boolean).join(' ').slice(0, 120);
}
