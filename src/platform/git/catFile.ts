import { TidemarkError } from '../../core/errors.ts';
import type { RunningProgram } from '../processes/run.ts';
import { ByteQueue } from './byteQueue.ts';

export interface ObjectInfo {
	readonly id: string;
	readonly type: string;
	/** Bytes. */
	readonly size: number;
}

export interface GitObject extends ObjectInfo {
	readonly content: Buffer;
}

interface Request {
	readonly command: 'info' | 'contents';
	readonly name: string;
	/** Content above this many bytes is not taken in. */
	readonly maxBytes: number;
	readonly answer: (object: GitObject | undefined) => void;
	readonly fail: (error: unknown) => void;
}

const headerPattern = /^([0-9a-f]{40}|[0-9a-f]{64}) ([a-z]+) (\d+)$/;
const nothing = Buffer.alloc(0);

/**
 * One long-lived `git cat-file --batch-command`, spoken to in pipelined batches. It starts at the first question,
 * never keeps this process alive while idle, and starts again when git died; then only the object git died on fails.
 */
export class CatFile {
	readonly #launch: () => RunningProgram;
	#program: RunningProgram | undefined;
	readonly #pending: Request[] = [];
	/** Requests answered so far in `#pending`; the array is trimmed now and then, not at each answer. */
	#answered = 0;
	readonly #input = new ByteQueue();
	#header: ObjectInfo | undefined;
	/** Bytes of an object that is too large and is passed over. */
	#skip = 0;

	constructor(launch: () => RunningProgram) {
		this.#launch = launch;
	}

	/** Id, type and size of each object, undefined for what is not in the repository. Names may be any revision. */
	async info(names: readonly string[]): Promise<readonly (ObjectInfo | undefined)[]> {
		return await this.#ask('info', names, 0);
	}

	/**
	 * Whole objects, undefined for what is not in the repository or has more than `maxBytes`. Git unpacks a large
	 * object all the same: where many may be too large, ask `info` first.
	 */
	async contents(names: readonly string[], maxBytes: number): Promise<readonly (GitObject | undefined)[]> {
		return await this.#ask('contents', names, maxBytes);
	}

	dispose(): void {
		this.#program?.stdin.end();
		this.#program?.stop();
		this.#program = undefined;
		this.#failAll(new TidemarkError('cancelled', 'The repository was closed.'));
	}

	async #ask(
		command: Request['command'],
		names: readonly string[],
		maxBytes: number,
	): Promise<(GitObject | undefined)[]> {
		if (names.length === 0) return [];
		const answers = names.map(
			(name) =>
				new Promise<GitObject | undefined>((answer, fail) => {
					this.#pending.push({ command, name, maxBytes, answer, fail });
				}),
		);
		if (this.#program === undefined) this.#start();
		else this.#send(this.#program, this.#pending.slice(-names.length));
		return await Promise.all(answers);
	}

	#start(): void {
		this.#input.clear();
		this.#header = undefined;
		this.#skip = 0;
		const program = this.#launch();
		this.#program = program;
		program.stdout.on('data', (chunk: Buffer) => this.#receive(program, chunk));
		program.ended.then(
			({ stderr }) => this.#ended(program, stderr),
			(error: unknown) => this.#neverStarted(program, error),
		);
		this.#send(program, this.#pending.slice(this.#answered));
	}

	#send(program: RunningProgram, requests: readonly Request[]): void {
		program.ref();
		program.stdin.write(`${requests.map(({ command, name }) => `${command} ${name}\n`).join('')}flush\n`);
	}

	#receive(program: RunningProgram, chunk: Buffer): void {
		if (program !== this.#program) return;
		this.#input.push(chunk);
		while (this.#answered < this.#pending.length && this.#readAnswer()) this.#answered++;
		if (this.#answered < this.#pending.length) return;
		this.#pending.length = 0;
		this.#answered = 0;
		program.unref();
	}

	/** Reads one answer if it is all here. */
	#readAnswer(): boolean {
		const request = this.#pending[this.#answered];
		if (request === undefined || !this.#skipped()) return false;
		if (this.#header === undefined) {
			const line = this.#input.takeLine();
			if (line === undefined) return false;
			this.#header = parseHeader(line);
			if (this.#header === undefined) return settle(request, undefined);
		}
		return this.#readObject(request, this.#header);
	}

	#readObject(request: Request, header: ObjectInfo): boolean {
		if (request.command === 'info') return this.#settle(request, { ...header, content: nothing });
		if (header.size > request.maxBytes) {
			this.#skip = header.size + 1;
			return this.#settle(request, undefined);
		}
		const content = this.#input.take(header.size + 1)?.subarray(0, header.size);
		return content !== undefined && this.#settle(request, { ...header, content });
	}

	#settle(request: Request, object: GitObject | undefined): true {
		this.#header = undefined;
		return settle(request, object);
	}

	/** Passes over what is left of an object that is too large; false while more of it is to come. */
	#skipped(): boolean {
		this.#skip -= this.#input.drop(this.#skip);
		return this.#skip === 0;
	}

	#ended(program: RunningProgram, stderr: string): void {
		if (program !== this.#program) return;
		this.#program = undefined;
		const culprit = this.#pending[this.#answered];
		if (culprit === undefined) return;
		this.#answered++;
		culprit.fail(unreadable(culprit.name, stderr));
		if (this.#answered < this.#pending.length) this.#start();
	}

	#neverStarted(program: RunningProgram, error: unknown): void {
		if (program !== this.#program) return;
		this.#program = undefined;
		this.#failAll(error);
	}

	#failAll(error: unknown): void {
		const left = this.#pending.splice(0).slice(this.#answered);
		this.#answered = 0;
		for (const request of left) request.fail(error);
	}
}

/** Undefined for `<name> missing` and `<name> ambiguous`. */
function parseHeader(line: string): ObjectInfo | undefined {
	const match = headerPattern.exec(line);
	if (match === null) return undefined;
	const [, id = '', type = '', size = '0'] = match;
	return { id, type, size: Number(size) };
}

function settle(request: Request, object: GitObject | undefined): true {
	request.answer(object);
	return true;
}

function unreadable(name: string, stderr: string): TidemarkError {
	const reason = stderr.trim().split('\n').at(-1) ?? '';
	return new TidemarkError('git', `Git could not read the object ${name}: ${reason}`, {
		next: 'Run "git fsck" to see what is broken.',
	});
}
