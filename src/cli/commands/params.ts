import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { defineValues } from './values.ts';

/** `tidemark params`: parameters of two versions. */
export function defineParams(program: Command, host: Host): void {
	defineValues(program, host, 'params');
}
