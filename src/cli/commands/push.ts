import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { defineOneWay } from './oneWay.ts';

/** `tidemark push`. */
export function definePush(program: Command, host: Host): void {
	defineOneWay(program, host, {
		name: 'push',
		description: 'upload content the remotes lack, files first, and check that it is there',
		doing: 'Pushing',
		done: 'Pushed',
		move: (project, selection, run) => project.push(selection, run),
	});
}
