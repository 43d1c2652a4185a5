import { resolve } from 'node:path';
import type { Project } from '../platform/project/project.ts';
import type { Host } from './host.ts';

/** Options that stand before or after any command. */
export interface GlobalOptions {
	readonly C?: string | undefined;
	readonly allowRemote?: readonly string[] | undefined;
	readonly verbose?: boolean | undefined;
}

/** {@link Host} for a real process. */
export class ProcessHost implements Host {
	readonly #abort = new AbortController();
	#options: GlobalOptions = {};
	#project: Promise<Project> | undefined;
	isIncomplete = false;

	constructor() {
		process.once('SIGINT', this.#interrupt);
		// A reader that has seen enough (`| head`) is no error.
		process.stdout.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EPIPE') process.exit(0);
		});
	}

	configure(options: GlobalOptions): void {
		this.#options = options;
	}

	get folder(): string {
		return resolve(this.#options.C ?? '.');
	}

	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	get color(): boolean {
		return process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
	}

	get showsProgress(): boolean {
		return process.stderr.isTTY === true && process.env['TERM'] !== 'dumb';
	}

	project(): Promise<Project> {
		this.#project ??= this.#open();
		return this.#project;
	}

	write(bytes: string | Uint8Array): Promise<void> {
		return new Promise((done, fail) => {
			process.stdout.write(bytes, (error) => (error ? fail(error) : done()));
		});
	}

	note(line: string): void {
		process.stderr.write(`${line}\n`);
	}

	incomplete(): void {
		this.isIncomplete = true;
	}

	/** Ends git processes, workers and connections, so that the process can end. */
	async dispose(): Promise<void> {
		process.off('SIGINT', this.#interrupt);
		const project = await this.#project?.catch(() => undefined);
		await project?.dispose();
	}

	async #open(): Promise<Project> {
		const [{ openProject }, { commandConsent }] = await Promise.all([
			import('../platform/project/openProject.ts'),
			import('./commandConsent.ts'),
		]);
		return openProject(this.folder, {
			consent: commandConsent(this.#options.allowRemote ?? []),
			log: {
				info: (message) => (this.#options.verbose === true ? this.note(message) : undefined),
				warn: (message) => this.note(`warning: ${message}`),
				error: (message) => this.note(`error: ${message}`),
			},
		});
	}

	/** The first Ctrl-C stops in good order; the second one at once. */
	#interrupt = (): void => {
		this.note('Stopping …');
		this.#abort.abort();
	};
}
