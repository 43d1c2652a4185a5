import { plainSummary } from '../../core/compare/labelSummary.ts';
import type { LabelFile, LabelState, RecordView, SideName } from '../../core/compare/messages.ts';
import { plainText } from '../../core/compare/plainText.ts';
import { plainRow, recordView } from '../../core/compare/recordView.ts';
import { TidemarkError, throwIfCancelled } from '../../core/errors.ts';
import type { LabelComparison, RecordDetail, RecordRow, RowQuery } from '../../core/labels/model.ts';
import type { Comparison } from '../../core/model.ts';
import type { Project, RunOptions } from '../../platform/project/project.ts';
import { problemOf } from './problem.ts';

/** Label files compared without being asked for; with more, the rest waits for a click. */
const MAX_AUTOMATIC = 20;

interface Run {
	readonly path: string;
	readonly oldPath: string;
	state: LabelState;
	result: LabelComparison | undefined;
	/** Class names as shown → as they are in the file. */
	classNames: ReadonlyMap<string, string>;
}

/** The label files of one comparison: compared one after the other, then paged. */
export class LabelRuns {
	readonly #project: Project;
	readonly #a: SideName;
	readonly #b: SideName;
	readonly #runs: readonly Run[];
	readonly #changed: (file: number, state: LabelState) => void;
	#tail: Promise<void> = Promise.resolve();
	#disposed = false;

	constructor(
		project: Project,
		sides: readonly [SideName, SideName],
		comparison: Comparison,
		changed: (file: number, state: LabelState) => void,
	) {
		this.#project = project;
		[this.#a, this.#b] = sides;
		this.#changed = changed;
		const renamed = renamedLabels(comparison);
		this.#runs = comparison.labels.map((path) => ({
			path,
			oldPath: renamed.get(path) ?? path,
			state: { type: 'waiting' },
			result: undefined,
			classNames: new Map(),
		}));
	}

	/** Every label file with its state now. */
	files(): readonly LabelFile[] {
		return this.#runs.map(({ path, oldPath, state }) => ({
			path: plainText(path, 1000),
			oldPath: plainText(oldPath, 1000),
			state,
		}));
	}

	/** Path of a label file on the new side. */
	path(file: number): string {
		return this.#run(file).path;
	}

	/** Compares the first files whose content is on this machine; what would have to be fetched waits for a click. */
	async compareLocal(options: RunOptions): Promise<void> {
		for (const [file, run] of this.#runs.entries()) {
			if (file >= MAX_AUTOMATIC || options.signal?.aborted) return;
			if (await this.#isLocal(run)) await this.compare(file, undefined, options);
			else this.#setState(run, { type: 'notHere' });
		}
	}

	/** Compares one file, after those already asked for; the outcome is its state. */
	compare(file: number, key: string | undefined, options: RunOptions): Promise<void> {
		const run = this.#run(file);
		this.#tail = this.#tail.then(() => this.#compare(run, key, options));
		return this.#tail;
	}

	/** One page of differing records. Throws `notFound` while the file is not compared. */
	async rows(
		file: number,
		query: RowQuery,
	): Promise<{ readonly total: number; readonly rows: readonly RecordRow[] }> {
		const { classNames } = this.#run(file);
		const classes = query.classes?.map((name) => classNames.get(name) ?? name);
		const { total, rows } = await this.#result(file).rows({ ...query, classes });
		return { total, rows: rows.map(plainRow) };
	}

	/** One differing record as the engine gives it. Throws `notFound` while the file is not compared. */
	detail(file: number, index: number): Promise<RecordDetail> {
		return this.#result(file).record(index);
	}

	/** One differing record, ready to show. */
	async record(file: number, index: number): Promise<RecordView> {
		return recordView(await this.detail(file, index));
	}

	async dispose(): Promise<void> {
		this.#disposed = true;
		const results = this.#runs.flatMap(({ result }) => (result === undefined ? [] : [result]));
		await Promise.all(results.map((result) => result.dispose()));
	}

	async #compare(run: Run, key: string | undefined, options: RunOptions): Promise<void> {
		if (this.#disposed) return;
		await run.result?.dispose();
		run.result = undefined;
		this.#setState(run, { type: 'running' });
		try {
			throwIfCancelled(options.signal);
			await this.#finish(run, await this.#engine(run, key, options));
		} catch (error) {
			this.#setState(run, { type: 'failed', problem: problemOf(error) });
		}
	}

	#engine(run: Run, key: string | undefined, options: RunOptions): Promise<LabelComparison> {
		const old = { side: this.#a.side, path: run.oldPath };
		const now = { side: this.#b.side, path: run.path };
		return this.#project.compareLabels(old, now, { ...options, key });
	}

	async #finish(run: Run, result: LabelComparison): Promise<void> {
		if (this.#disposed) return result.dispose();
		run.result = result;
		run.classNames = new Map(Object.keys(result.summary.classes).map((name) => [plainText(name), name]));
		this.#setState(run, { type: 'done', summary: plainSummary(result.summary) });
	}

	async #isLocal(run: Run): Promise<boolean> {
		const answers = await Promise.all([
			this.#project.isLocal(this.#a.side, run.oldPath),
			this.#project.isLocal(this.#b.side, run.path),
		]);
		return answers.every((isLocal) => isLocal);
	}

	#setState(run: Run, state: LabelState): void {
		run.state = state;
		if (!this.#disposed) this.#changed(this.#runs.indexOf(run), state);
	}

	#run(file: number): Run {
		const run = this.#runs[file];
		if (run === undefined) throw new TidemarkError('notFound', `There is no label file ${file}.`);
		return run;
	}

	#result(file: number): LabelComparison {
		const { result, path } = this.#run(file);
		if (result === undefined) throw new TidemarkError('notFound', 'Not compared yet.', { file: path });
		return result;
	}
}

/** Old paths of label files that were renamed, by new path. */
function renamedLabels({ files, code, labels }: Comparison): ReadonlyMap<string, string> {
	const wanted = new Set(labels);
	const renamed = new Map<string, string>();
	for (const { path, oldPath } of [files, code].flatMap((list) =>
		list.filter(({ path }) => wanted.has(path)),
	)) {
		if (oldPath !== undefined) renamed.set(path, oldPath);
	}
	return renamed;
}
