import { dirname } from 'node:path';
import { inParallel } from '../../core/inParallel.ts';
import * as disk from './disk.ts';
import { flushFiles, flushFolders } from './flushFiles.ts';

interface Pending {
	readonly temp: string;
	readonly destination: string;
	readonly settle: (error?: unknown) => void;
}

const renamesAtOnce = 16;

/**
 * Gives finished temporary files their names so that a crash shows each whole or not at all: content to the disk, then
 * the name, then the folder. Files that come while the disk is busy go together the next time, so that many small ones
 * wait for the disk a few times and not once each.
 */
export class GroupCommit {
	#pending: Pending[] = [];
	#busy = false;

	/** Done when the file is at its destination, durably; its content need not be flushed before. */
	put(temp: string, destination: string): Promise<void> {
		return new Promise((resolve, reject) => {
			const settle = (error?: unknown): void => (error === undefined ? resolve() : reject(error));
			this.#pending.push({ temp, destination, settle });
			void this.#work();
		});
	}

	async #work(): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		while (this.#pending.length > 0) await commit(this.#pending.splice(0));
		this.#busy = false;
	}
}

/** A failed flush of one is a failure of all: which of them reached the disk is not known. */
async function commit(group: readonly Pending[]): Promise<void> {
	try {
		await flushFiles(group.map(({ temp }) => temp));
		const named: Pending[] = [];
		await inParallel(group, renamesAtOnce, async (each) => {
			if (await renamed(each)) named.push(each);
		});
		await flushFolders(new Set(named.map(({ destination }) => dirname(destination))));
		for (const { settle } of named) settle();
	} catch (error) {
		for (const { settle } of group) settle(error);
	}
}

async function renamed({ temp, destination, settle }: Pending): Promise<boolean> {
	try {
		await disk.rename(temp, destination);
		return true;
	} catch (error) {
		settle(error);
		return false;
	}
}
