import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** What one suite's run came to, as the reporter writes it to the file that `TIDEMARK_REPORT` names. */
export interface Summary {
	readonly passed: number;
	readonly failed: number;
	readonly pending: number;
	readonly failures: readonly { readonly title: string; readonly error: string }[];
}

/** Prints as mocha's own `spec` does, and leaves the counts in a file for whoever sums several runs. */
export class SummaryReporter extends Mocha.reporters.Spec {
	constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
		super(runner, options);
		const failures: Summary['failures'][number][] = [];
		runner.on('fail', (test: Mocha.Runnable, error: Error) => {
			failures.push({ title: test.fullTitle(), error: error.stack ?? String(error) });
		});
		runner.once('end', () => writeSummary(runner, failures));
	}
}

function writeSummary(runner: Mocha.Runner, failures: Summary['failures']): void {
	const file = process.env['TIDEMARK_REPORT'];
	if (file === undefined) return;
	const { passes = 0, pending = 0 } = runner.stats ?? {};
	// A broken hook fails once and keeps its tests from running; mocha counts it among the failures too.
	const summary: Summary = { passed: passes, failed: failures.length, pending, failures };
	writeFileSync(file, JSON.stringify(summary));
}
