/** The one module that starts programs: argument arrays, absolute paths, bounded time, output and number. */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { isAbsolute } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import { Gate } from './gate.ts';

/** What to start. */
export interface ProgramCall {
	/** Absolute path; a bare name is refused, since the system would look it up in places a repository can reach. */
	readonly program: string;
	readonly args: readonly string[];
	readonly cwd?: string | undefined;
	/** Set on top of this process's environment; `undefined` removes a variable. */
	readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Limits of one short run. */
export interface RunOptions {
	/** Written to stdin, which is then closed. */
	readonly input?: string | Uint8Array | undefined;
	/** Milliseconds; default 60,000. */
	readonly timeout?: number | undefined;
	/** Bytes of stdout kept before the program is stopped; default 256 MiB. */
	readonly maxOutput?: number | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Takes stdout piece by piece as it comes; the result's `stdout` is then empty and `maxOutput` does not apply. */
	readonly onOutput?: ((chunk: Buffer) => void) | undefined;
}

/** What a finished program left. */
export interface RunResult {
	/** Exit code; `null` when a signal ended it. */
	readonly code: number | null;
	readonly stdout: Buffer;
	/** At most the first 64 KiB, as text. */
	readonly stderr: string;
}

/** A program that stays, spoken to through pipes. */
export interface RunningProgram {
	readonly stdin: Writable;
	readonly stdout: Readable;
	/** Settles when the program has ended and its pipes are closed; rejects with `io` when it could not start. */
	readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
	/** Lets this process exit while the program still runs; its pipes' end makes it go too. */
	unref(): void;
	/** Keeps this process alive until the program answers. */
	ref(): void;
	/** Asks it to end, then makes it. */
	stop(): void;
}

const stderrLimit = 64 * 1024;
const defaultTimeout = 60_000;
const defaultMaxOutput = 256 * 1024 * 1024;
/** Time between asking a program to end and killing it: git removes its lock files when asked. */
const graceMilliseconds = 1_000;
/** Short-lived programs at the same time; the rest wait. */
const gate = new Gate(8);

/**
 * Runs a program to its end and gives its output, whatever the exit code.
 * Throws `io` when it cannot be started, runs too long or says too much; `cancelled` when `signal` fires.
 */
export async function run(call: ProgramCall, options: RunOptions = {}): Promise<RunResult> {
	throwIfCancelled(options.signal);
	return await gate.run(() => collect(call, options));
}

async function collect(call: ProgramCall, options: RunOptions): Promise<RunResult> {
	throwIfCancelled(options.signal);
	const program = start(call);
	const watch = watchLimits(program, call.program, options);
	try {
		program.stdin.end(options.input ?? '');
		const stdout = await readAll(program.stdout, options, watch.fail);
		const { code, stderr } = await program.ended;
		watch.check();
		return { code, stdout, stderr };
	} finally {
		watch.done();
		program.stop();
	}
}

interface LimitWatch {
	readonly fail: (error: TidemarkError) => void;
	check(): void;
	done(): void;
}

function watchLimits(program: RunningProgram, name: string, options: RunOptions): LimitWatch {
	let failure: TidemarkError | undefined;
	const fail = (error: TidemarkError): void => {
		failure ??= error;
		program.stop();
	};
	const milliseconds = options.timeout ?? defaultTimeout;
	const timer = setTimeout(() => fail(tooSlow(name, milliseconds)), milliseconds);
	const cancel = (): void => fail(new TidemarkError('cancelled', 'Cancelled.'));
	options.signal?.addEventListener('abort', cancel, { once: true });
	return {
		fail,
		check: () => {
			if (failure !== undefined) throw failure;
		},
		done: () => {
			clearTimeout(timer);
			options.signal?.removeEventListener('abort', cancel);
		},
	};
}

function tooSlow(name: string, milliseconds: number): TidemarkError {
	return new TidemarkError('io', `${name} did not finish within ${milliseconds / 1000} s and was stopped.`, {
		next: 'Try again; if the disk or network is slow, wait until it is not.',
	});
}

async function readAll(
	stream: Readable,
	{ onOutput, maxOutput = defaultMaxOutput }: RunOptions,
	fail: (error: TidemarkError) => void,
): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	const keep = (chunk: Buffer): void => {
		size += chunk.length;
		if (size <= maxOutput) chunks.push(chunk);
		else fail(new TidemarkError('io', `A program wrote more than ${maxOutput} bytes and was stopped.`));
	};
	const take = onOutput ?? keep;
	for await (const chunk of stream as AsyncIterable<Buffer>) take(chunk);
	return Buffer.concat(chunks);
}

/**
 * Starts a program that stays, with pipes to its stdin and stdout. The caller owns it and calls `stop`.
 * Throws `unsafe` for a program that is not an absolute path.
 */
export function start(call: ProgramCall): RunningProgram {
	if (!isAbsolute(call.program)) {
		throw new TidemarkError('unsafe', `The program "${call.program}" is not an absolute path.`, {
			kept: 'Nothing was started.',
		});
	}
	const child = spawn(call.program, call.args, {
		cwd: call.cwd,
		env: environment(call.env),
		shell: false,
		stdio: ['pipe', 'pipe', 'pipe'],
		windowsHide: true,
	});
	// A program that ends early closes its stdin; what matters then is its exit code, not the broken pipe.
	child.stdin.on('error', () => undefined);
	return handle(child, call.program);
}

function environment(changes: ProgramCall['env']): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = { ...process.env, ...changes };
	for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];
	return env;
}

function handle(child: ChildProcessWithoutNullStreams, name: string): RunningProgram {
	const ended = whenEnded(child, name);
	ended.catch(() => undefined);
	return {
		stdin: child.stdin,
		stdout: child.stdout,
		ended,
		ref: () => setReferenced(child, true),
		unref: () => setReferenced(child, false),
		stop: () => stop(child),
	};
}

function whenEnded(child: ChildProcessWithoutNullStreams, name: string): RunningProgram['ended'] {
	let stderr = '';
	child.stderr.setEncoding('utf8');
	child.stderr.on('data', (text: string) => {
		if (stderr.length < stderrLimit) stderr += text.slice(0, stderrLimit - stderr.length);
	});
	return new Promise((resolve, reject) => {
		child.once('close', (code) => resolve({ code, stderr }));
		child.once('error', (cause) => {
			reject(new TidemarkError('io', `${name} could not be started: ${cause.message}.`, { cause }));
		});
	});
}

function stop(child: ChildProcess): void {
	if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
	child.kill('SIGTERM');
	setTimeout(() => child.kill('SIGKILL'), graceMilliseconds).unref();
}

/** Pipes hold a process open just as the child does, so all of them are told. */
function setReferenced(child: ChildProcessWithoutNullStreams, on: boolean): void {
	const method = on ? 'ref' : 'unref';
	child[method]();
	for (const stream of [child.stdin, child.stdout, child.stderr]) {
		(stream as Partial<Pick<Socket, 'ref' | 'unref'>>)[method]?.();
	}
}
