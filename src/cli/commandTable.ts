import type { Command } from 'commander';
import type { Host } from './host.ts';

/** Adds one command to the program. */
export type DefineCommand = (program: Command, host: Host) => void;

const commands: Readonly<Record<string, () => Promise<DefineCommand>>> = {
	status: async () => (await import('./commands/status.ts')).defineStatus,
	diff: async () => (await import('./commands/diff.ts')).defineDiff,
	versions: async () => (await import('./commands/versions.ts')).defineVersions,
	ls: async () => (await import('./commands/ls.ts')).defineLs,
	cat: async () => (await import('./commands/cat.ts')).defineCat,
	labels: async () => (await import('./commands/labels.ts')).defineLabels,
	metrics: async () => (await import('./commands/metrics.ts')).defineMetrics,
	params: async () => (await import('./commands/params.ts')).defineParams,
	track: async () => (await import('./commands/track.ts')).defineTrack,
	push: async () => (await import('./commands/push.ts')).definePush,
	fetch: async () => (await import('./commands/fetch.ts')).defineFetch,
	pull: async () => (await import('./commands/pull.ts')).definePull,
	checkout: async () => (await import('./commands/checkout.ts')).defineCheckout,
};

/** In the order help shows them. */
export const commandNames: readonly string[] = Object.keys(commands);

/** Loads the code of one command. */
export async function loadCommand(name: string): Promise<DefineCommand> {
	const load = commands[name];
	if (load === undefined) throw new Error(`No command ${name}.`);
	return load();
}
