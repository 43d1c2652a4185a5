import type { HostAnswers, HostRequest, Problem, SideName, ToHost } from '../../core/compare/messages.ts';
import { parseToHost } from '../../core/compare/parseMessage.ts';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { Comparison } from '../../core/model.ts';
import type { Progress } from '../../core/ports.ts';
import type { RunOptions } from '../../platform/project/project.ts';
import { ComparisonFiles } from './comparisonFiles.ts';
import { LabelRuns } from './labelRuns.ts';
import { problemOf } from './problem.ts';
import { RecordImages } from './recordImages.ts';
import type { SessionPorts } from './sessionPorts.ts';
import { summarize, summaryMarkdown } from './summarize.ts';

/** Progress is told at most this often, in ms. */
const PROGRESS_EVERY = 100;

type Request = Extract<ToHost, { readonly request: number }>;

/** A finished comparison and what pages of it are read from. */
interface Compared {
	readonly comparison: Comparison;
	readonly files: ComparisonFiles;
	readonly labels: LabelRuns;
	readonly images: RecordImages;
}

/** One panel's comparison: runs it, answers the panel's questions, does what is clicked. Knows no editor. */
export class ComparisonSession {
	readonly #ports: SessionPorts;
	#sides: readonly [SideName, SideName];
	#run = 0;
	#stop = new AbortController();
	#compared: Compared | undefined;
	#failure: Problem | undefined;
	#busy = false;

	constructor(ports: SessionPorts, a: SideName, b: SideName) {
		this.#ports = ports;
		this.#sides = [a, b];
	}

	/** The two sides shown now. */
	get sides(): readonly [SideName, SideName] {
		return this.#sides;
	}

	/** Handles one message of the panel; anything malformed is logged and dropped. */
	async receive(value: unknown): Promise<void> {
		const message = parseToHost(value);
		if (message === undefined) {
			this.#ports.log.warn('Comparison panel: a malformed message was dropped.');
			return;
		}
		if ('request' in message) return this.#answer(message);
		try {
			await this.#act(message);
		} catch (error) {
			if (!TidemarkError.is(error, 'cancelled')) this.#ports.showError(error);
		}
	}

	/** Stops what runs and frees the label engine's workers. */
	async dispose(): Promise<void> {
		await this.#forget()?.labels.dispose();
	}

	/** Stops the run and gives what it had, to be freed; from here on its news are dropped. */
	#forget(): Compared | undefined {
		const compared = this.#compared;
		this.#run++;
		this.#stop.abort();
		this.#compared = undefined;
		return compared;
	}

	async #act(message: Exclude<ToHost, Request>): Promise<void> {
		switch (message.type) {
			case 'ready':
				// VS Code unloads the page of a hidden tab; shown again, it starts anew and gets what is known.
				return this.#run === 0 ? this.#start() : this.#tellAll();
			case 'refresh':
				return this.#start();
			case 'cancel':
				return this.#stop.abort();
			case 'swap':
				return this.#show(this.#sides[1], this.#sides[0]);
			case 'pick':
				return this.#pick(message.which);
			case 'openFile':
				return this.#openFile(message);
			case 'compareLabels':
				return this.#compareLabels(message.file, message.key);
			case 'copyMarkdown':
				return this.#copyMarkdown();
		}
	}

	async #pick(which: 'a' | 'b'): Promise<void> {
		const [a, b] = this.#sides;
		const picked = await this.#ports.pickSide(which === 'a' ? a : b);
		if (picked !== undefined) await (which === 'a' ? this.#show(picked, b) : this.#show(a, picked));
	}

	async #show(a: SideName, b: SideName): Promise<void> {
		this.#sides = [a, b];
		this.#ports.sidesChanged(a, b);
		await this.#start();
	}

	async #start(): Promise<void> {
		const before = this.#forget();
		this.#stop = new AbortController();
		this.#failure = undefined;
		this.#busy = true;
		const run = this.#run;
		this.#tellAll();
		try {
			await before?.labels.dispose();
			await this.#compare(run);
		} catch (error) {
			if (run === this.#run) this.#fail(problemOf(error));
		}
		if (run === this.#run) this.#rest();
	}

	/** Tells the page everything that is known of the comparison. */
	#tellAll(): void {
		const run = this.#run;
		const [a, b] = this.#sides;
		this.#ports.post({ type: 'start', run, root: this.#ports.project.root, a, b });
		if (this.#compared !== undefined) this.#tellSummary(this.#compared);
		if (this.#failure !== undefined) this.#fail(this.#failure);
		if (!this.#busy) this.#rest();
	}

	#tellSummary({ comparison, files, labels }: Compared): void {
		const summary = summarize(comparison, files, labels.files());
		this.#ports.post({ type: 'comparison', run: this.#run, summary });
	}

	#fail(problem: Problem): void {
		this.#failure = problem;
		this.#ports.post({ type: 'failed', run: this.#run, problem });
	}

	#rest(): void {
		this.#busy = false;
		this.#ports.post({ type: 'idle', run: this.#run });
	}

	async #compare(run: number): Promise<void> {
		const [a, b] = this.#sides;
		const options = this.#options(run, 'files', '');
		throwIfCancelled(options.signal);
		const comparison = await this.#ports.project.compare(a.side, b.side, options);
		if (run !== this.#run) return;
		const compared = this.#keep(run, comparison);
		this.#tellSummary(compared);
		await compared.labels.compareLocal(this.#options(run, 'labels', ''));
	}

	#keep(run: number, comparison: Comparison): Compared {
		const { project } = this.#ports;
		this.#compared = {
			comparison,
			files: new ComparisonFiles(comparison),
			labels: new LabelRuns(project, this.#sides, comparison, (file, state) =>
				this.#ports.post({ type: 'labelFile', run, file, state }),
			),
			images: new RecordImages(project, this.#sides, (path, max) => this.#ports.readFile(path, max)),
		};
		return this.#compared;
	}

	async #compareLabels(file: number, key: string | undefined): Promise<void> {
		const run = this.#run;
		const { labels } = this.#current();
		if (this.#stop.signal.aborted) this.#stop = new AbortController();
		this.#busy = true;
		await labels.compare(file, key, this.#options(run, 'labels', labels.path(file)));
		if (run === this.#run) this.#rest();
	}

	async #openFile({ list, id, how }: Extract<ToHost, { type: 'openFile' }>): Promise<void> {
		const [a, b] = this.#sides;
		const { path, oldPath } = this.#current().files.change(list, id);
		if (how === 'diff') return this.#ports.diffVersionFiles(a, b, path, oldPath);
		return how === 'old'
			? this.#ports.openVersionFile(a, oldPath ?? path)
			: this.#ports.openVersionFile(b, path);
	}

	async #copyMarkdown(): Promise<void> {
		const { comparison, labels } = this.#current();
		await this.#ports.copy(summaryMarkdown(this.#sides, comparison, labels.files()));
		this.#ports.post({ type: 'copied' });
	}

	async #answer(message: Request): Promise<void> {
		const { request } = message;
		try {
			this.#ports.post({ type: 'answer', request, value: await this.#valueOf(message) });
		} catch (error) {
			this.#ports.post({ type: 'refused', request, problem: problemOf(error) });
		}
	}

	async #valueOf(message: Request): Promise<HostAnswers[HostRequest['type']]> {
		const { files, labels, images } = this.#current();
		switch (message.type) {
			case 'overview':
				return files.overview(message.list, message.text);
			case 'fileRows':
				return files.rows(message.list, message.text, message.start, message.count);
			case 'rows':
				return labels.rows(message.file, message.query);
			case 'record':
				return labels.record(message.file, message.index);
			case 'image': {
				const detail = await labels.detail(message.file, message.index);
				return images.image(labels.path(message.file), detail, undefined);
			}
		}
	}

	#current(): Compared {
		if (this.#compared !== undefined) return this.#compared;
		throw new TidemarkError('notFound', 'The comparison is not ready yet.');
	}

	#options(run: number, task: 'files' | 'labels', subject: string): RunOptions {
		let told = 0;
		const onProgress = (progress: Progress): void => {
			const now = Date.now();
			if (run !== this.#run || now - told < PROGRESS_EVERY) return;
			told = now;
			const amount = amountOf(progress);
			this.#ports.post({ type: 'progress', run, task, subject: progress.current ?? subject, ...amount });
		};
		return { signal: this.#stop.signal, onProgress };
	}
}

/** Bytes where they are known: a pair of label files is two objects, done or not. */
function amountOf({ bytesDone, bytesTotal, objectsDone, objectsTotal }: Progress) {
	return bytesTotal !== undefined && bytesTotal > 0
		? { unit: 'bytes' as const, done: bytesDone, total: bytesTotal }
		: { unit: 'objects' as const, done: objectsDone, total: objectsTotal };
}
