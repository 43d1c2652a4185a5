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

/** Questions sent together; answers come in their order. */
interface Batch {
	readonly command: 'info' | 'contents';
	readonly names: readonly string[];
	/** Content above this many bytes is not taken in. */
	readonly maxBytes: number;
	readonly answers: (GitObject | undefined)[];
	readonly done: () => void;
	readonly fail: (error: unknown) => void;
}

const headerPattern = /^([0-9a-f]{40}|[0-9a-f]{64}) ([a-z]+) (\d+)$/;
const nothing = Buffer.alloc(0);
/** Exit code of a git that met an object it cannot read. */
const fatal = 128;
/** Bytes of an unwanted object that are still read to their end; for a larger one a new git is quicker. */
const longestSkip = 16 * 1024 * 1024;

/**
 * One long-lived `git cat-file --batch-command`, spoken to in pipelined batches. It starts at the first question,
 * never keeps this process alive while idle, and starts again when git died; then only the object it died on is lost.
 */
export class CatFile {
	readonly #launch: () => RunningProgram;
	#program: RunningProgram | undefined;
	readonly #batches: Batch[] = [];
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
	 * Whole objects, undefined for what is damaged, not in the repository, or has more than `maxBytes`. Git unpacks a
	 * large object all the same: where many may be too large, ask `info` first.
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

	#ask(
		command: Batch['command'],
		names: readonly string[],
		maxBytes: number,
	): Promise<(GitObject | undefined)[]> {
		if (names.length === 0) return Promise.resolve([]);
		return new Promise((resolve, fail) => {
			const answers: Batch['answers'] = [];
			const batch = { command, names, maxBytes, answers, fail, done: () => resolve(answers) };
			this.#batches.push(batch);
			if (this.#program === undefined) this.#start();
			else this.#send(this.#program, batch);
		});
	}

	#start(): void {
		this.#input.clear();
		this.#header = undefined;
		this.#skip = 0;
		const program = this.#launch();
		this.#program = program;
		program.stdout.on('data', (chunk: Buffer) => this.#receive(program, chunk));
		program.ended.then(
			({ code, stderr }) => this.#ended(program, code, stderr),
			(error: unknown) => this.#giveUp(program, error),
		);
		for (const batch of this.#batches) this.#send(program, batch);
	}

	#send(program: RunningProgram, { command, names, answers }: Batch): void {
		const open = answers.length === 0 ? names : names.slice(answers.length);
		program.ref();
		program.stdin.write(`${open.map((name) => `${command} ${name}\n`).join('')}flush\n`);
	}

	#receive(program: RunningProgram, chunk: Buffer): void {
		if (program !== this.#program) return;
		this.#input.push(chunk);
		let batch = this.#batches[0];
		while (batch !== undefined && this.#readAnswer(batch)) {
			this.#finishAnswered();
			batch = this.#batches[0];
		}
		if (this.#skip > longestSkip) this.#startAgain(program);
		else if (batch === undefined) program.unref();
	}

	#finishAnswered(): void {
		const [batch] = this.#batches;
		if (batch === undefined || batch.answers.length < batch.names.length) return;
		this.#batches.shift();
		batch.done();
	}

	/** Reads one answer if it is all here. */
	#readAnswer(batch: Batch): boolean {
		this.#skip -= this.#input.drop(this.#skip);
		if (this.#skip > 0) return false;
		if (this.#header === undefined) {
			const line = this.#input.takeLine();
			if (line === undefined) return false;
			this.#header = parseHeader(line);
			if (this.#header === undefined) return this.#answer(batch, undefined);
		}
		return this.#readObject(batch, this.#header);
	}

	#readObject(batch: Batch, header: ObjectInfo): boolean {
		if (batch.command === 'info') return this.#answer(batch, { ...header, content: nothing });
		if (header.size > batch.maxBytes) {
			this.#skip = header.size + 1;
			return this.#answer(batch, undefined);
		}
		const content = this.#input.take(header.size + 1)?.subarray(0, header.size);
		return content !== undefined && this.#answer(batch, { ...header, content });
	}

	#answer(batch: Batch, object: GitObject | undefined): true {
		this.#header = undefined;
		batch.answers.push(object);
		return true;
	}

	/** Leaves a git that is busy unpacking something unwanted. */
	#startAgain(program: RunningProgram): void {
		this.#program = undefined;
		program.unref();
		program.stop();
		if (this.#batches.length > 0) this.#start();
	}

	#ended(program: RunningProgram, code: number | null, stderr: string): void {
		if (program !== this.#program) return;
		if (code !== fatal) {
			this.#giveUp(program, new TidemarkError('git', `git cat-file ended: ${stderr.trim() || code}`));
			return;
		}
		this.#program = undefined;
		this.#batches[0]?.answers.push(undefined);
		this.#finishAnswered();
		if (this.#batches.length > 0) this.#start();
	}

	#giveUp(program: RunningProgram, error: unknown): void {
		if (program !== this.#program) return;
		this.#program = undefined;
		this.#failAll(error);
	}

	#failAll(error: unknown): void {
		for (const batch of this.#batches.splice(0)) batch.fail(error);
	}
}

/** Undefined for `<name> missing` and `<name> ambiguous`. */
function parseHeader(line: string): ObjectInfo | undefined {
	const match = headerPattern.exec(line);
	if (match === null) return undefined;
	const [, id = '', type = '', size = '0'] = match;
	return { id, type, size: Number(size) };
}
