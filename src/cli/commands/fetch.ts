import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { defineOneWay } from './oneWay.ts';

/** `tidemark fetch`. */
export function defineFetch(program: Command, host: Host): void {
	defineOneWay(program, host, {
		name: 'fetch',
		description: 'bring content from the remotes to the cache',
		doing: 'Fetching',
		done: 'Fetched',
		move: (project, selection, run) => project.fetch(selection, run),
	});
}
