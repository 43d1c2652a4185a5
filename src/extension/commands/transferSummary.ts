import type { TransferReport, TransferResult } from '../../core/ports.ts';
import { formatCount, formatSize } from '../support/format.ts';
import type { Wording } from '../support/wording.ts';

/** One sentence on how a transfer went: what moved, what was there already, what failed and first why. */
export function transferSummary(w: Wording, report: TransferReport, verb: 'push' | 'fetch'): string {
	const count = (outcome: string): number =>
		report.results.filter((result) => result.outcome === outcome).length;
	const leftOut = report.results.filter(isLeftOut);
	const there = count('skipped') - leftOut.length;
	return [
		movedText(w, verb, count('done'), report.bytes),
		thereText(w, verb, there),
		failedText(w, report, count('failed')),
		leftOut.length === report.results.length ? leftOutText(leftOut) : undefined,
	]
		.filter((part) => part !== undefined)
		.join(' ');
}

/** Whether this kind of transfer is not for the artifact, as for files in git; the reason says why. */
export function isLeftOut({ outcome, reason }: TransferResult): boolean {
	return outcome === 'skipped' && reason !== undefined;
}

function movedText(w: Wording, verb: 'push' | 'fetch', done: number, bytes: number): string {
	const size = formatSize(w, bytes);
	if (verb === 'push') {
		if (done === 0) return w.t('Nothing was pushed.');
		return done === 1
			? w.t('Pushed 1 object, {0}.', size)
			: w.t('Pushed {0} objects, {1}.', formatCount(w, done), size);
	}
	if (done === 0) return w.t('Nothing was fetched.');
	return done === 1
		? w.t('Fetched 1 object, {0}.', size)
		: w.t('Fetched {0} objects, {1}.', formatCount(w, done), size);
}

function thereText(w: Wording, verb: 'push' | 'fetch', there: number): string | undefined {
	if (there === 0) return undefined;
	const n = formatCount(w, there);
	if (verb === 'push') {
		return there === 1 ? w.t('1 was on the remote already.') : w.t('{0} were on the remote already.', n);
	}
	return there === 1 ? w.t('1 was here already.') : w.t('{0} were here already.', n);
}

/** Where nothing else happened, the first reason tells a person what to do instead. */
function leftOutText([first]: readonly TransferResult[]): string | undefined {
	return first === undefined ? undefined : `${first.path}: ${first.reason ?? ''}`;
}

function failedText(w: Wording, report: TransferReport, failed: number): string | undefined {
	if (failed === 0) return undefined;
	const first = report.results.find(({ outcome }) => outcome === 'failed');
	return w.t(
		'{0} failed, the first: {1}: {2}',
		formatCount(w, failed),
		first?.path ?? '',
		first?.reason ?? '',
	);
}
