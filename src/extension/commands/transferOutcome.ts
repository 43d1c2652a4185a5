import * as vscode from 'vscode';
import type { Log, TransferReport } from '../../core/ports.ts';
import { editorWording } from '../support/editorWording.ts';
import { isLeftOut, transferSummary } from './transferSummary.ts';

/** Tells how a transfer went: failures with "Show Failed" and "Retry", a success in the status bar or, if long, a note. */
export function tellOutcome(
	log: Log,
	report: TransferReport,
	verb: 'push' | 'fetch',
	retry: () => unknown,
): void {
	const failed = report.results.filter(({ outcome }) => outcome === 'failed');
	for (const { path, reason } of failed) log.error(`${verb} ${path}: ${reason ?? ''}`);
	const text = transferSummary(editorWording(), report, verb);
	log.info(text);
	if (failed.length === 0) tellSuccess(text, report);
	else tellFailure(log, text, retry);
}

/** What took long, or did nothing for a reason, is told where it is seen. */
function tellSuccess(text: string, { results, seconds }: TransferReport): void {
	const idle = results.length > 0 && results.every(isLeftOut);
	if (idle || seconds > 10) void vscode.window.showInformationMessage(text);
	else vscode.window.setStatusBarMessage(`$(check) ${text}`, 8000);
}

function tellFailure(log: Log, text: string, retry: () => unknown): void {
	const again = vscode.l10n.t('Retry Failed');
	const show = vscode.l10n.t('Show Failed');
	void vscode.window.showErrorMessage(text, again, show).then((pressed) => {
		if (pressed === again) return retry();
		if (pressed === show) return vscode.commands.executeCommand('tidemark.showLog');
		return log.info(text);
	});
}
