import type { TransferReport } from '../../core/ports.ts';
import { formatCount, formatSize } from '../support/format.ts';
import type { Wording } from '../support/wording.ts';

/** One sentence on how a transfer went: what moved, what was there already, what failed and first why. */
export function transferSummary(w: Wording, report: TransferReport, verb: 'push' | 'fetch'): string {
	const count = (outcome: string): number =>
		report.results.filter((result) => result.outcome === outcome).length;
	const [done, skipped, failed] = [count('done'), count('skipped'), count('failed')];
	return [
		movedText(w, verb, done, report.bytes),
		skippedText(w, verb, skipped),
		failedText(w, report, failed),
	]
		.filter((part) => part !== undefined)
		.join(' ');
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

function skippedText(w: Wording, verb: 'push' | 'fetch', skipped: number): string | undefined {
	if (skipped === 0) return undefined;
	const n = formatCount(w, skipped);
	return verb === 'push' ? w.t('{0} were on the remote already.', n) : w.t('{0} were here already.', n);
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
