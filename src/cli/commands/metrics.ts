import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { defineValues } from './values.ts';

/** `tidemark metrics`: metrics of two versions. */
export function defineMetrics(program: Command, host: Host): void {
	defineValues(program, host, 'metrics');
}
