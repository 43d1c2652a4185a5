import type { Project } from '../platform/project/project.ts';

/** The process as commands see it. */
export interface Host {
	/** Absolute folder the command is run for (`-C`, else the current one). */
	readonly folder: string;
	/** The repository around {@link folder}, opened when first asked for. */
	project(): Promise<Project>;
	/** Writes to standard output; done when the bytes are taken. */
	write(bytes: string | Uint8Array): Promise<void>;
	/** Writes a line to standard error. */
	note(line: string): void;
	/** Marks the result as incomplete: exit code 1. */
	incomplete(): void;
	/** Fires on Ctrl-C. */
	readonly signal: AbortSignal;
	/** Standard output is a terminal that shows colours. */
	readonly color: boolean;
	/** Progress is drawn on standard error. */
	readonly showsProgress: boolean;
}
