import { TidemarkError } from '../../core/errors.ts';
import * as disk from '../files/disk.ts';
import { isAlive } from './isAlive.ts';

/** A process that reserved a path. */
interface Reservation {
	readonly path: string;
	readonly pid: number;
	readonly command: string;
}

/**
 * Throws `locked` when a running process has reserved one of the paths (absolute) in DVC's `rwlock` file, as a stage
 * of a pipeline does while it runs. Reservations of dead processes count for nothing.
 */
export async function refuseBusyPaths(file: string, paths: readonly string[]): Promise<void> {
	const reservations = parseReservations(await disk.readTextIfThere(file, 16 * 1024 * 1024));
	for (const { path, pid, command } of reservations) {
		if (pid === process.pid || !paths.some((wanted) => overlaps(wanted, path)) || !isAlive(pid)) continue;
		throw new TidemarkError('locked', `"${path}" is in use by process ${pid} (${command.slice(0, 120)}).`, {
			file,
			kept: 'Nothing was changed.',
			next: 'Wait until it is done, then try again.',
		});
	}
}

function overlaps(a: string, b: string): boolean {
	return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** The entries of `{"write": {path: {pid, cmd}}, "read": {path: [{pid, cmd}]}}`; none for what is not that. */
function parseReservations(text: string | undefined): Reservation[] {
	if (text === undefined || text.trim() === '') return [];
	try {
		const { write, read } = JSON.parse(text) as Record<string, unknown>;
		return [...entries(write), ...entries(read)];
	} catch {
		return [];
	}
}

function entries(section: unknown): Reservation[] {
	if (typeof section !== 'object' || section === null) return [];
	return Object.entries(section).flatMap(([path, infos]) =>
		[infos].flat().flatMap((info: unknown) => {
			if (typeof info !== 'object' || info === null || !('pid' in info)) return [];
			const command = 'cmd' in info ? String(info.cmd) : '';
			return [{ path, pid: Number(info.pid), command }];
		}),
	);
}
